package io.sluice.kustomize.probes;

import io.sluice.kustomize.BuildOptions;
import io.sluice.kustomize.BuildResult;
import io.sluice.kustomize.Kustomize;
import io.sluice.kustomize.MemoryTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/// A recorded build.
///
/// @param name its name
/// @param target the directory that is built
/// @param options flags that differ from the default
/// @param files the input
/// @param fails whether the reference fails
/// @param expected what the reference prints, or its error
public record Probe(
        String name,
        String target,
        String options,
        Map<String, byte[]> files,
        boolean fails,
        String expected) {

    /// The groups of probes.
    public static final List<String> GROUPS =
            List.of(
                    "comp",
                    "conf",
                    "crds",
                    "fmt",
                    "gen",
                    "image",
                    "json6902",
                    "kust",
                    "label",
                    "load",
                    "meta",
                    "name",
                    "nameref",
                    "ns",
                    "openapi",
                    "repl",
                    "replicas",
                    "smp",
                    "sort",
                    "vars",
                    "xform",
                    "found");

    /// What shows that the reference prints addresses or its own values, or asks the network.
    private static final List<String> SHOWN =
            List.of("interface {}{", "&{0x", "(*yaml.Node)(0x", "connect: connection refused");

    /// Errors that are worded otherwise. The reference counts lines in what it writes in between,
    /// shows its annotations in its own order and quotes, or dumps everything a name could refer to;
    /// and it finds a list merged into its own element no malformed YAML.
    private static final Set<String> OF_ITS_OWN =
            Set.of(
                    "found_quoted_merge_key_3",
                    "found_plugin_cg_01",
                    "nameref_same_account_twice",
                    "found_merges_itself_7");

    /// All probes of all groups.
    public static List<Probe> all() {
        var probes = new ArrayList<Probe>();
        GROUPS.forEach(group -> probes.addAll(group(group)));
        return probes;
    }

    /// The probes of a group.
    public static List<Probe> group(String group) {
        var in = Probe.class.getResourceAsStream("/probes/" + group + ".txt");
        try (var stream = Objects.requireNonNull(in)) {
            return parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Probe> parse(String text) {
        var probes = new ArrayList<Probe>();
        for (String part : text.split("(?m)^#### case ", -1)) {
            if (!part.isBlank()) {
                probes.add(one(part));
            }
        }
        return probes;
    }

    /// Sections start with `#### file PATH`, `#### base64 PATH`, `#### yaml` or `#### error`; a `!`
    /// after the word says that the last newline belongs to the archive, not to the content.
    private static Probe one(String text) {
        String[] sections = text.split("(?m)^#### ", -1);
        String[] head = sections[0].strip().split(" ", 3);
        var files = new TreeMap<String, byte[]>();
        String expected = "";
        boolean fails = false;
        for (int i = 1; i < sections.length; i++) {
            int end = sections[i].indexOf('\n');
            String[] title = sections[i].substring(0, end).split(" ", 2);
            String body = sections[i].substring(end + 1);
            String word = title[0];
            if (word.endsWith("!")) {
                word = word.substring(0, word.length() - 1);
                body = body.substring(0, body.length() - 1);
            }
            switch (word) {
                case "file" -> files.put(title[1], body.getBytes(StandardCharsets.UTF_8));
                case "base64" -> files.put(title[1], Base64.getMimeDecoder().decode(body));
                default -> {
                    expected = body;
                    fails = word.equals("error");
                }
            }
        }
        String options = head.length > 2 ? head[2] : "";
        return new Probe(head[0], head[1], options, files, fails, expected);
    }

    /// Whether the engine words the error in its own way: the reference ends in a panic, shows
    /// addresses or its values, or asks the network; or it is one of the few named above.
    public boolean isExcused() {
        return expected.startsWith("panic")
                || OF_ITS_OWN.contains(name)
                || SHOWN.stream().anyMatch(expected::contains);
    }

    /// An error without what differs from one run of the reference to the next.
    public static String words(String message) {
        String text = message.strip();
        return (text.startsWith("Error: ") ? text.substring("Error: ".length()) : text)
                .replace("json: unable to unmarshal ", "json: cannot unmarshal ");
    }

    /// Builds the input.
    public BuildResult build() {
        return new Kustomize()
                .build(MemoryTree.of(files), "/" + (target.equals(".") ? "" : target), flags());
    }

    private BuildOptions flags() {
        BuildOptions flags = BuildOptions.DEFAULT.withOrder(BuildOptions.Order.LEGACY);
        for (String option : options.split(" ", -1)) {
            flags =
                    switch (option) {
                        case "none" -> flags.withOrder(BuildOptions.Order.NONE);
                        case "unrestricted" -> flags.withRestriction(BuildOptions.Restriction.NONE);
                        case "managedby" -> flags.withManagedByLabel(true);
                        case "plugins" -> flags.withAlphaPlugins(true);
                        case "helm" -> flags.withHelm(true, null);
                        default -> flags;
                    };
        }
        return flags;
    }

    @Override
    public String toString() {
        return name;
    }
}
