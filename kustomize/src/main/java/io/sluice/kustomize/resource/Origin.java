package io.sluice.kustomize.resource;

import io.sluice.kustomize.yaml.Emitter;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.ScalarNode;
import org.jspecify.annotations.Nullable;

/// Where a resource came from, or what changed it.
///
/// @param repository the repository, if it is not the one being built
/// @param ref its revision
/// @param path the file, relative to the directory being built
/// @param configuredIn the kustomization file that made the generator or transformer
/// @param configuredBy the generator or transformer
public record Origin(
        String repository,
        String ref,
        String path,
        String configuredIn,
        @Nullable Configured configuredBy) {

    /// A generator or transformer.
    public record Configured(String apiVersion, String kind, String name, String namespace) {}

    /// The origin of a plain file.
    public static Origin file(String path) {
        return new Origin("", "", path, "", null);
    }

    /// Text in YAML, as the annotations carry it.
    public String yaml(String first, String rest) {
        var out = new StringBuilder();
        String lead = first;
        for (String line : lines()) {
            out.append(lead).append(line).append('\n');
            lead = rest;
        }
        return out.toString();
    }

    private java.util.List<String> lines() {
        var lines = new java.util.ArrayList<String>();
        add(lines, "path", path);
        add(lines, "repo", repository);
        add(lines, "ref", ref);
        add(lines, "configuredIn", configuredIn);
        Configured by = configuredBy;
        if (by != null) {
            lines.add("configuredBy:");
            add(lines, "  apiVersion", by.apiVersion());
            add(lines, "  kind", by.kind());
            add(lines, "  name", by.name());
            add(lines, "  namespace", by.namespace());
        }
        return lines;
    }

    /// Quotes what YAML, old or new, would read as something else than text.
    private static String quoted(String value) {
        var map = new MapNode();
        map.append("k", ScalarNode.string(value));
        return Emitter.emit(map).substring(3).stripTrailing();
    }

    private static void add(java.util.List<String> lines, String key, String value) {
        if (!value.isEmpty()) {
            lines.add(key + ": " + quoted(value));
        }
    }
}
