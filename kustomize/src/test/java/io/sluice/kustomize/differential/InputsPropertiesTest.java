package io.sluice.kustomize.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.kustomize.BuildOptions;
import io.sluice.kustomize.BuildResult;
import io.sluice.kustomize.FileTree;
import io.sluice.kustomize.Inputs;
import io.sluice.kustomize.Kustomize;
import io.sluice.kustomize.MemoryTree;
import io.sluice.kustomize.Paths;
import io.sluice.kustomize.probes.Probe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a build records decides its result, whether it succeeds or fails.
final class InputsPropertiesTest {

    private static final int RANDOM = Integer.getInteger("sluice.kustomize.inputs", 100);
    private static final int CHANGES = 20;
    private static final byte[] OTHER = "other: [".getBytes(StandardCharsets.UTF_8);
    private static final List<String> NAMES =
            List.of("kustomization.yaml", "kustomization.yml", "Kustomization", "cm.yaml", "new");

    /// A tree to build.
    record Case(String name, Map<String, byte[]> files, String target, BuildOptions options) {

        BuildResult build(Map<String, byte[]> others) {
            return new Kustomize()
                    .build(MemoryTree.of(others), Paths.normalize("/" + target), options);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        BuildOptions options = BuildOptions.DEFAULT;
        var free = options.withRestriction(BuildOptions.Restriction.NONE);
        Stream<Case> probes =
                Probe.all().stream()
                        .filter(probe -> !probe.files().isEmpty())
                        .map(
                                probe ->
                                        new Case(
                                                probe.name(),
                                                probe.files(),
                                                probe.target(),
                                                probe.options().contains("unrestricted")
                                                        ? free
                                                        : options));
        Stream<Case> random =
                IntStream.range(0, RANDOM)
                        .mapToObj(
                                seed ->
                                        new Case(
                                                "seed " + seed,
                                                new RandomBuild(seed).files(),
                                                "over",
                                                options));
        return Stream.of(broken(), probes, random).flatMap(cases -> cases);
    }

    /// Trees that fail for what is or is not there.
    private static Stream<Case> broken() {
        return Stream.of(
                        "resources: [cm.yaml]",
                        "resources: [gone/deep/cm.yaml]",
                        "resources: [cm.yaml/below]",
                        "resources: [../gone/../base]",
                        "resources: [../base/empty]",
                        "resources: [../base, ../base]",
                        "resources: [../over]",
                        "resources: ['../base/cm.yaml']",
                        "components: [../gone]",
                        "components: [../base]",
                        "configMapGenerator: [{name: a, files: [gone/a.txt]}]",
                        "configMapGenerator: [{name: a, envs: [../base/gone/a.env]}]",
                        "patches: [{path: gone/patch.yaml}]",
                        "transformers: [gone/deep.yaml]",
                        "generators: [../base/twice]",
                        "openapi: {path: gone/schema.json}",
                        "crds: [gone/crd.json]",
                        "configurations: [gone/names.yaml]",
                        "replacements: [{path: gone/replacement.yaml}]")
                .map(InputsPropertiesTest::over);
    }

    private static Case over(String kustomization) {
        String object = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";
        var files = new TreeMap<String, byte[]>();
        Map.of(
                        "over/kustomization.yaml", kustomization,
                        "base/kustomization.yaml", "resources: [cm.yaml]",
                        "base/cm.yaml", object,
                        "base/empty/x", "",
                        "base/twice/kustomization.yaml", "",
                        "base/twice/Kustomization", "")
                .forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return new Case(kustomization, files, "over", BuildOptions.DEFAULT);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_tree_of_only_what_is_recorded_builds_the_same(Case one) {
        BuildResult result = one.build(one.files());
        Map<String, byte[]> least = least(one, result.inputs());
        assertThat(agrees(result.inputs(), one.files(), least)).isTrue();
        assertThat(shown(one.build(least))).isEqualTo(shown(result));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_change_that_the_record_does_not_show_does_not_show_in_the_result(Case one) {
        BuildResult result = one.build(one.files());
        var random = new Random(one.name().hashCode());
        int changes = one.files().size() < 10 ? 5 * CHANGES : CHANGES;
        for (int i = 0; i < changes; i++) {
            Map<String, byte[]> changed = change(one.files(), random);
            if (agrees(result.inputs(), one.files(), changed)) {
                assertThat(shown(one.build(changed)))
                        .as("%s", difference(one.files(), changed))
                        .isEqualTo(shown(result));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void every_file_that_was_opened_is_recorded(Case one) {
        Inputs inputs = one.build(one.files()).inputs();
        for (String path : inputs.files().keySet()) {
            assertThat(one.files()).containsKey(path.substring(1));
        }
        for (String path : inputs.absent()) {
            assertThat(MemoryTree.of(one.files()).exists(path)).as(path).isFalse();
        }
    }

    /// The files that were read, and something else wherever only the kind of a path mattered.
    private static Map<String, byte[]> least(Case one, Inputs inputs) {
        MemoryTree tree = MemoryTree.of(one.files());
        var least = new TreeMap<String, byte[]>();
        for (String path : inputs.present()) {
            keep(tree, path, least);
        }
        for (String directory : inputs.directories()) {
            try {
                for (String name : tree.list(directory)) {
                    keep(tree, Paths.join(directory, name), least);
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        for (String path : inputs.files().keySet()) {
            least.put(
                    path.substring(1), Objects.requireNonNull(one.files().get(path.substring(1))));
        }
        return least;
    }

    private static void keep(MemoryTree tree, String path, Map<String, byte[]> into) {
        if (tree.kind(path) == FileTree.Kind.FILE) {
            into.putIfAbsent(path.substring(1), OTHER);
        } else if (tree.kind(path) == FileTree.Kind.DIRECTORY && !path.equals("/")) {
            into.putIfAbsent(path.substring(1) + "/.kept", OTHER);
        }
    }

    private static Map<String, byte[]> change(Map<String, byte[]> files, Random random) {
        var changed = new TreeMap<>(files);
        List<String> paths = List.copyOf(files.keySet());
        String path = paths.get(random.nextInt(paths.size()));
        switch (random.nextInt(4)) {
            case 0 -> changed.put(path, OTHER);
            case 1 -> changed.remove(path);
            case 2 -> {
                String beside = NAMES.get(random.nextInt(NAMES.size()));
                add(changed, Paths.join(Paths.parent("/" + path), beside));
            }
            default -> add(changed, Paths.join("/", word(files, paths, random)));
        }
        return changed;
    }

    /// Adds a file unless a file or a directory is in its way.
    private static void add(Map<String, byte[]> files, String path) {
        MemoryTree tree = MemoryTree.of(files);
        boolean free = !tree.exists(path);
        for (String at = Paths.parent(path); !at.equals("/"); at = Paths.parent(at)) {
            free &= tree.kind(at) != FileTree.Kind.FILE;
        }
        if (free) {
            files.put(path.substring(1), OTHER);
        }
    }

    /// A path that a file mentions, seen from its directory, or something beside it.
    private static String word(Map<String, byte[]> files, List<String> paths, Random random) {
        String in = paths.get(random.nextInt(paths.size()));
        String text = new String(Objects.requireNonNull(files.get(in)), StandardCharsets.UTF_8);
        String[] words = text.split("[^A-Za-z0-9./_-]+", -1);
        String word = words[random.nextInt(words.length)];
        String path = Paths.join(Paths.parent("/" + in), word.isEmpty() ? "new" : word);
        return switch (random.nextInt(3)) {
            case 0 -> path;
            case 1 -> path + "/kustomization.yaml";
            default -> Paths.join(Paths.parent(path), "beside");
        };
    }

    /// Whether everything recorded looks the same in both trees.
    private static boolean agrees(
            Inputs inputs, Map<String, byte[]> before, Map<String, byte[]> after) {
        MemoryTree one = MemoryTree.of(before);
        MemoryTree other = MemoryTree.of(after);
        return inputs.files().keySet().stream()
                        .map(path -> path.substring(1))
                        .allMatch(path -> Arrays.equals(before.get(path), after.get(path)))
                && inputs.absent().stream().noneMatch(other::exists)
                && inputs.present().stream().allMatch(p -> one.kind(p) == other.kind(p))
                && inputs.directories().stream().allMatch(p -> list(one, p).equals(list(other, p)));
    }

    private static List<String> list(MemoryTree tree, String path) {
        try {
            return new ArrayList<>(tree.list(path));
        } catch (IOException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    private static String shown(BuildResult result) {
        return switch (result) {
            case BuildResult.Built built -> built.yaml() + built.warnings() + built.inputs();
            case BuildResult.Failed failed ->
                    failed.error().toString() + failed.warnings() + failed.inputs();
        };
    }

    private static String difference(Map<String, byte[]> before, Map<String, byte[]> after) {
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeIf(name -> Arrays.equals(before.get(name), after.get(name)));
        return "changed: " + names;
    }
}
