package io.sluice.kustomize.differential;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Makes up kustomizations: a base, perhaps a component, an overlay, and what goes into them.
public final class RandomBuild {

    private static final List<String> NAMES = List.of("web", "db", "cache", "cm", "s3", "a-b");
    private static final List<String> NAMESPACES = List.of("", "", "", "default", "prod", "x1");

    private final Random random;
    private final RandomObjects objects;
    private final RandomExtras extras;
    private final Map<String, byte[]> files = new TreeMap<>();

    /// A build that follows from the seed.
    public RandomBuild(long seed) {
        random = new Random(seed);
        objects = new RandomObjects(random);
        extras = new RandomExtras(random, objects, this::file);
    }

    /// The files of the build; the directory to build is `over`.
    public Map<String, byte[]> files() {
        var base = new ArrayList<String>();
        base.add("resources:\n- r.yaml\n");
        file("base/r.yaml", objects.documents(1 + random.nextInt(6)));
        features(base, "base");
        file("base/kustomization.yaml", String.join("", base));
        var over = new ArrayList<String>();
        over.add("resources:\n- ../base\n");
        if (chance(6)) {
            over.add("- ../second\n");
            var second = new ArrayList<String>();
            second.add("resources: [../base]\nnamePrefix: z-\n");
            features(second, "second");
            file("second/kustomization.yaml", String.join("", second));
        }
        if (random.nextInt(3) == 0) {
            over.add("- more.yaml\n");
            file("over/more.yaml", objects.documents(1 + random.nextInt(2)));
        }
        if (random.nextInt(3) == 0) {
            var component = new ArrayList<String>();
            component.add("apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n");
            features(component, "comp");
            if (component.size() == 1) {
                component.add("namePrefix: c-\n");
            }
            if (chance(4)) {
                component.add("components: [../nested]\n");
                var nested = new ArrayList<String>();
                nested.add("apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n");
                nested.add("nameSuffix: -n\n");
                patches(nested, "nested");
                file("nested/kustomization.yaml", String.join("", nested));
            }
            file("comp/kustomization.yaml", String.join("", component));
            over.add("components:\n- ../comp\n");
        }
        features(over, "over");
        file("over/kustomization.yaml", String.join("", over));
        return files;
    }

    private void file(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private String name() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private void features(List<String> text, String directory) {
        if (chance(3)) {
            text.add("namePrefix: " + (char) ('a' + random.nextInt(3)) + "-\n");
        }
        if (chance(5)) {
            text.add("nameSuffix: -s" + random.nextInt(3) + "\n");
        }
        if (chance(4)) {
            text.add("namespace: " + (chance(2) ? "prod" : "x1") + "\n");
        }
        if (chance(5)) {
            text.add("commonLabels:\n  team: t" + random.nextInt(3) + "\n");
        }
        if (chance(7)) {
            text.add(
                    "labels:\n- pairs: {tier: \"%d\"}\n  include%s: true\n"
                            .formatted(random.nextInt(3), chance(2) ? "Selectors" : "Templates"));
        }
        if (chance(5)) {
            text.add("commonAnnotations:\n  note: n" + random.nextInt(3) + "\n");
        }
        if (chance(4)) {
            text.add(
                    "images:\n- name: %s\n  %s\n"
                            .formatted(
                                    RandomObjects.IMAGES.get(random.nextInt(3)),
                                    switch (random.nextInt(4)) {
                                        case 0 -> "newTag: \"7\"";
                                        case 1 -> "newName: other/x";
                                        case 2 -> "digest: sha256:abc";
                                        default -> "tagSuffix: -dbg";
                                    }));
        }
        if (chance(40)) {
            text.add("replicas:\n- name: " + name() + "\n  count: 5\n");
        }
        generators(text, directory);
        patches(text, directory);
        extras.add(text, directory);
    }

    private void generators(List<String> text, String directory) {
        if (chance(3)) {
            String behavior =
                    chance(6) && !directory.equals("base")
                            ? "  behavior: " + (chance(2) ? "merge" : "replace") + "\n"
                            : "";
            boolean merged = !behavior.isEmpty() && chance(2);
            text.add(
                    "configMapGenerator:\n- name: %s\n%s  literals: [a=%d, b-c=x y]\n"
                            .formatted(
                                    merged ? "gen-base" : chance(3) ? name() : "gen-" + directory,
                                    behavior,
                                    random.nextInt(9)));
        }
        if (chance(5)) {
            text.add(
                    "secretGenerator:\n- name: sec-"
                            + directory
                            + "\n  literals: [pw=p"
                            + random.nextInt(9)
                            + "]\n");
        }
        if (chance(6)) {
            text.add(
                    "generatorOptions:\n  disableNameSuffixHash: %s\n  labels: {g: h}\n"
                            .formatted(chance(2)));
        }
    }

    private void patches(List<String> text, String directory) {
        if (!chance(2)) {
            return;
        }
        text.add("patches:\n");
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            String path = "p" + i + ".yaml";
            text.add("- path: " + path + "\n");
            boolean json = chance(3);
            String kind = objects.kindPattern();
            boolean workload = kind.startsWith("Deployment");
            if (json || !chance(12)) {
                text.add("  target:\n    kind: " + kind + "\n");
                if (chance(2)) {
                    text.add("    name: " + (chance(3) ? ".*" + name() : name()) + "\n");
                }
            }
            if (!json && chance(5)) {
                text.add(
                        "  options: {allowNameChange: %s, allowKindChange: %s}\n"
                                .formatted(chance(2), workload && chance(2)));
            }
            file(directory + "/" + path, json ? objects.jsonPatch() : objects.patch());
        }
    }

    /// A namespace, most often none.
    static String namespace(Random random) {
        return NAMESPACES.get(random.nextInt(NAMESPACES.size()));
    }

    /// A name that others may refer to.
    static String name(Random random) {
        return NAMES.get(random.nextInt(NAMES.size()));
    }
}
