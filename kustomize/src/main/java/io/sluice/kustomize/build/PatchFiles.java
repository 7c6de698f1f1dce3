package io.sluice.kustomize.build;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.load.BuildContext;
import io.sluice.kustomize.load.Loader;
import io.sluice.kustomize.merge.StrategicMerge;
import io.sluice.kustomize.model.Kustomization;
import io.sluice.kustomize.patch.JsonPatch;
import io.sluice.kustomize.patch.Selector;
import io.sluice.kustomize.resource.Annotations;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.resource.ResourceReader;
import io.sluice.kustomize.transform.PatchJson6902Transformer;
import io.sluice.kustomize.transform.PatchStrategicMergeTransformer;
import io.sluice.kustomize.transform.PatchTarget;
import io.sluice.kustomize.transform.PatchTransformer;
import io.sluice.kustomize.transform.Transformer;
import io.sluice.kustomize.yaml.GoQuote;
import io.sluice.kustomize.yaml.JsonWriter;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.Yaml;
import io.sluice.kustomize.yaml.YamlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Loads patches, written in place or in files.
final class PatchFiles {

    private final BuildContext context;
    private final Loader loader;
    private final String file;
    private final ResourceReader reader;
    private final StrategicMerge merge;

    PatchFiles(BuildContext context, Loader loader, String file) {
        this.context = context;
        this.loader = loader;
        this.file = file;
        this.reader = new ResourceReader(context);
        this.merge = new StrategicMerge(context.schemas(), context.budget());
    }

    /// To be called after anything but a patch has changed the resources.
    void changed() {
        merge.forget();
    }

    /// @param entries paths or patches
    /// @param text more patches, empty for none
    Transformer strategicMerge(List<String> entries, String text) {
        if (entries.isEmpty() && text.isEmpty()) {
            throw new KustomizeException("empty file path and empty patch content", file, 0);
        }
        var patches = new ArrayList<Resource>();
        for (String entry : entries) {
            List<Resource> inline = inline(entry);
            patches.addAll(
                    inline != null
                            ? inline
                            : reader.read(loader.read(entry), entry, loader.absolute(entry)));
        }
        if (!text.isEmpty()) {
            patches.addAll(reader.read(text, file));
        }
        if (patches.isEmpty()) {
            throw new KustomizeException(
                    "patch appears to be empty; files=["
                            + String.join(" ", entries)
                            + "], Patch="
                            + text,
                    file,
                    0);
        }
        return new PatchStrategicMergeTransformer(patches, merge);
    }

    private @Nullable List<Resource> inline(String entry) {
        try {
            return reader.read(entry, file);
        } catch (YamlException | KustomizeException path) {
            return null;
        }
    }

    /// @param config what the patch is given by
    /// @param whole the configuration as messages show it
    Transformer patch(MapNode config, MapNode whole) {
        String path = config.text("path").strip();
        String text = config.text("patch").strip();
        if (path.isEmpty() == text.isEmpty()) {
            throw new KustomizeException(
                    (path.isEmpty()
                                    ? "must specify one of patch and path in\n"
                                    : "patch and path can't be set at the same time\n")
                            + PluginConfig.yaml(whole),
                    file,
                    config.line());
        }
        return path.isEmpty() ? ofText(config) : ofFile(config, config.text("path"));
    }

    private Transformer ofText(MapNode config) {
        String text = config.text("patch").strip();
        return parse(config, text, "[patch: " + GoQuote.quote(text) + "]", file);
    }

    private Transformer ofFile(MapNode config, String path) {
        String text;
        try {
            text = decode(loader.read(path), path);
        } catch (KustomizeException e) {
            throw e.prefixed("failed to get the patch file from path(" + path + "): ")
                    .in(file, config.line());
        }
        return parse(config, text, "[path: \"" + path + "\"]", loader.absolute(path));
    }

    private static String decode(byte[] bytes, String path) {
        try {
            return Yaml.decode(bytes);
        } catch (YamlException e) {
            throw new KustomizeException(e.text(), path, 0);
        }
    }

    private Transformer parse(MapNode config, String text, String source, String from) {
        List<Resource> patches = null;
        JsonPatch json = null;
        KustomizeException problem = null;
        try {
            patches = reader.read(text, from);
        } catch (YamlException e) {
            problem = new KustomizeException(e.text(), from, e.line());
        } catch (KustomizeException e) {
            problem = e;
        }
        try {
            json = JsonPatch.parse(text, context.budget());
        } catch (KustomizeException e) {
            if (patches == null) {
                KustomizeException first = problem == null ? e : problem;
                throw unparseable(first, source).in(from, 0);
            }
        }
        if (patches != null && !patches.isEmpty() && json != null && json.size() > 0) {
            throw new KustomizeException(
                    "illegally qualifies as both an SM and JSON patch: " + source, from, 0);
        }
        if (patches != null) {
            patches.forEach(patch -> allow(patch, config.map("options")));
        }
        MapNode target = config.map("target");
        return new PatchTransformer(
                patches == null ? List.of() : patches,
                patches == null ? json : null,
                target == null ? null : new PatchTarget(target, context.budget()),
                source,
                from,
                merge);
    }

    /// A patch that the limits stop may well be one, so that is what the message tells.
    private KustomizeException unparseable(KustomizeException problem, String source) {
        return context.budget().hasRefused()
                ? problem
                : problem.reworded("unable to parse SM or JSON patch from " + source);
    }

    private static void allow(Resource patch, @Nullable MapNode options) {
        if (Kustomization.flag(options, "allowNameChange")) {
            note(patch, Annotations.ALLOW_NAME_CHANGE);
        }
        if (Kustomization.flag(options, "allowKindChange")) {
            note(patch, Annotations.ALLOW_KIND_CHANGE);
        }
    }

    /// Noting one annotation writes all of them, as texts.
    private static void note(Resource patch, String annotation) {
        Map<String, String> all = patch.annotations();
        all.put(annotation, "enabled");
        patch.annotations(all);
    }

    /// Shows what cannot be decoded, unless it is not even YAML.
    private String decoding(String operations) {
        if (operations.startsWith("[")) {
            return "decoding " + operations + ": ";
        }
        try {
            Node root = Yaml.config(operations, context.budget());
            return root == null ? "" : "decoding " + JsonWriter.go(root) + ": ";
        } catch (YamlException e) {
            return "";
        }
    }

    Transformer json6902(MapNode entry) {
        String text = entry.text("jsonOp");
        MapNode target = entry.map("target");
        if (target == null || target.text("name").isEmpty()) {
            throw new KustomizeException("must specify the target name", file, entry.line());
        }
        String path = entry.text("path");
        if (path.isEmpty() && text.isEmpty()) {
            throw new KustomizeException("empty file path and empty jsonOp", file, entry.line());
        }
        if (!path.isEmpty() && !text.isEmpty()) {
            throw new KustomizeException(
                    "must specify a file path or jsonOp, not both", file, entry.line());
        }
        String from = path.isEmpty() ? file : loader.absolute(path);
        String operations = path.isEmpty() ? text : decode(loader.read(path), path);
        if (operations.isEmpty()) {
            throw new KustomizeException(
                    "patch file '" + path + "' empty seems to be empty", from, 0);
        }
        JsonPatch patch;
        try {
            patch = JsonPatch.parse(operations, context.budget());
        } catch (KustomizeException e) {
            throw e.prefixed(decoding(operations)).in(from, 0);
        }
        if (patch.size() == 0) {
            throw new KustomizeException(
                    "patch appears to be empty; file="
                            + path
                            + ", JsonOp="
                            + (operations.startsWith("[") ? operations : "null"),
                    from,
                    0);
        }
        return new PatchJson6902Transformer(Selector.of(target, context.budget()), patch, from);
    }
}
