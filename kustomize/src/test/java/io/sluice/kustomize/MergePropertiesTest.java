package io.sluice.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What holds for every patch. `-Dsluice.seed=S` repeats a run.
class MergePropertiesTest {

    private static final int OBJECTS = 400;
    private static final long SEED = Long.getLong("sluice.seed", System.nanoTime());
    private static final Object NULL = new Object();
    private static final List<String> TEXTS =
            List.of("", "x", "true", "1", "null", "a: b", "<<", " ");

    @Test
    void a_patch_of_nothing_changes_nothing() {
        each(
                random -> {
                    String object = plain(map(random, 0));
                    assertThat(patched(object, plain(Map.of()))).isEqualTo(patched(object));
                    assertThat(operated(object)).isEqualTo(patched(object));
                });
    }

    @Test
    void the_difference_of_two_objects_makes_the_one_from_the_other() {
        each(
                random -> {
                    Map<String, Object> before = map(random, 0);
                    Map<String, Object> after = map(random, 0);
                    String patch = plain(difference(before, after));
                    assertThat(patched(plain(before), patch)).isEqualTo(patched(plain(after)));
                });
    }

    @Test
    void a_patch_applied_twice_does_what_it_does_once() {
        each(
                random -> {
                    String object = plain(map(random, 0));
                    String patch = plain(map(random, 0));
                    assertThat(patched(object, patch, patch)).isEqualTo(patched(object, patch));
                    String pod = pod(containers(random));
                    String change = pod(containers(random));
                    assertThat(patched(pod, change, change)).isEqualTo(patched(pod, change));
                });
    }

    @Test
    void patches_of_different_fields_may_come_in_any_order() {
        each(
                random -> {
                    String object = plain(map(random, 0));
                    String one = plain(Map.of("map1", map(random, 1)));
                    String other = plain(Map.of("map2", map(random, 1), "text1", "new"));
                    assertThat(patched(object, one, other)).isEqualTo(patched(object, other, one));
                });
    }

    @Test
    void a_patch_makes_a_text_of_what_another_transformer_set_after_a_patch() {
        String pod = "{apiVersion: v1, kind: Pod, metadata: {name: x}, spec: %s}";
        String patch = pod.formatted("{hostname: h}");
        String later =
                "\nimages: [{name: nginx, newName: '1'}]\ntransformers:\n- |\n"
                        + "  {apiVersion: builtin, kind: PatchTransformer, metadata: {name: t}, patch: '"
                        + patch
                        + "'}";
        assertThat(
                        built(
                                pod.formatted("{containers: [{name: c, image: nginx}]}"),
                                "\n- patch: '%s'\n- patch: '%s'".formatted(patch, patch) + later))
                .contains("image: \"1\"");
    }

    @Test
    void what_the_patch_does_not_name_stays() {
        each(
                random -> {
                    Map<String, Object> before = map(random, 0);
                    Map<String, Object> after = with(before, "new", "value");
                    assertThat(patched(plain(before), plain(Map.of("new", "value"))))
                            .isEqualTo(patched(plain(after)));
                    assertThat(operated(plain(before), operation("add", "new", "value")))
                            .isEqualTo(patched(plain(after)));
                });
    }

    @Test
    void null_deletes_the_field_and_nothing_else() {
        each(
                random -> {
                    Map<String, Object> before = with(map(random, 0), "map1", map(random, 1));
                    var after = new TreeMap<>(before);
                    after.remove("map1");
                    assertThat(patched(plain(before), plain(Map.of("map1", NULL))))
                            .isEqualTo(patched(plain(after)));
                    assertThat(operated(plain(before), operation("remove", "map1", NULL)))
                            .isEqualTo(patched(plain(after)));
                });
    }

    @Test
    void elements_are_merged_by_their_key_and_those_of_the_patch_come_first() {
        each(
                random -> {
                    Map<String, Map<String, Object>> before = containers(random);
                    Map<String, Map<String, Object>> change = containers(random);
                    var after = new LinkedHashMap<String, Map<String, Object>>();
                    change.forEach((name, made) -> after.put(name, new TreeMap<>(made)));
                    before.forEach(
                            (name, old) -> {
                                var merged = new TreeMap<>(old);
                                merged.putAll(change.getOrDefault(name, Map.of()));
                                after.put(name, merged);
                            });
                    assertThat(patched(pod(before), pod(change))).isEqualTo(patched(pod(after)));
                });
    }

    @Test
    void operations_and_their_opposites_leave_the_object() {
        each(
                random -> {
                    String object = plain(map(random, 0));
                    String move =
                            "{\"op\": \"%s\", \"from\": \"/spec/%s\", \"path\": \"/spec/%s\"}";
                    assertThat(
                                    operated(
                                            object,
                                            operation("add", "new", map(random, 1)),
                                            move.formatted("copy", "new", "newer"),
                                            move.formatted("move", "newer", "new"),
                                            operation("remove", "new", NULL)))
                            .isEqualTo(patched(object));
                });
    }

    private static void each(Consumer<Random> property) {
        System.out.println("seed " + SEED);
        var random = new Random(SEED);
        for (int object = 0; object < OBJECTS; object++) {
            property.accept(random);
        }
    }

    private static String patched(String object, String... patches) {
        return built(
                object,
                Stream.of(patches)
                        .map(patch -> "\n- patch: |\n    " + patch)
                        .collect(Collectors.joining()));
    }

    private static String operated(String object, String... operations) {
        return built(
                object,
                "\n- target: {kind: Foo}\n  patch: '[" + String.join(", ", operations) + "]'");
    }

    private static String operation(String op, String field, Object value) {
        return "{\"op\": \"%s\", \"path\": \"/spec/%s\", \"value\": %s}"
                .formatted(op, field, json(value));
    }

    private static String built(String object, String patches) {
        String kustomization =
                "resources: [r.yaml]" + (patches.isEmpty() ? "" : "\npatches:" + patches);
        var files = Map.of("kustomization.yaml", kustomization, "r.yaml", object);
        var result = new Kustomize().build(MemoryTree.ofText(files), "/", BuildOptions.DEFAULT);
        return switch (result) {
            case BuildResult.Built made -> made.yaml();
            case BuildResult.Failed failed ->
                    throw new AssertionError(failed.error().located() + "\n" + files);
        };
    }

    /// An object of a type without a schema: its lists are replaced.
    private static String plain(Map<?, ?> spec) {
        return "{apiVersion: example.com/v1, kind: Foo, metadata: {name: x}, spec: %s}"
                .formatted(json(spec));
    }

    private static String pod(Map<String, Map<String, Object>> containers) {
        return "{apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {containers: %s}}"
                .formatted(json(List.copyOf(containers.values())));
    }

    private static Map<String, Map<String, Object>> containers(Random random) {
        var containers = new LinkedHashMap<String, Map<String, Object>>();
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
            String name = "c" + random.nextInt(4);
            var container = new TreeMap<String, Object>(Map.of("name", name));
            for (String field : List.of("image", "workingDir", "terminationMessagePath")) {
                if (random.nextBoolean()) {
                    container.put(field, "v" + random.nextInt(3));
                }
            }
            containers.put(name, container);
        }
        return containers;
    }

    /// A map whose keys say what is under them, for a patch cannot make a text of a map, and a number
    /// that takes the place of a text gets its quotes.
    private static Map<String, Object> map(Random random, int depth) {
        var map = new TreeMap<String, Object>();
        for (int key = 0; key < 3; key++) {
            if (random.nextBoolean()) {
                map.put("text" + key, TEXTS.get(random.nextInt(TEXTS.size())));
                map.put("number" + key, random.nextInt(9));
            }
            if (depth < 3 && random.nextInt(3) == 0) {
                map.put("list" + key, List.of(random.nextInt(3), map(random, depth + 3)));
            }
            if (depth < 3 && random.nextBoolean()) {
                map.put("map" + key, map(random, depth + 1));
            }
        }
        return map;
    }

    private static Map<String, Object> with(Map<String, Object> map, String key, Object value) {
        var with = new TreeMap<>(map);
        with.put(key, value);
        return with;
    }

    private static Map<Object, Object> difference(Map<?, ?> before, Map<?, ?> after) {
        var difference = new TreeMap<Object, Object>();
        before.keySet().forEach(key -> difference.put(key, NULL));
        after.forEach(
                (key, value) -> {
                    Object old = before.get(key);
                    Object change =
                            old instanceof Map<?, ?> from && value instanceof Map<?, ?> to
                                    ? difference(from, to)
                                    : value;
                    difference.put(key, change);
                });
        return difference;
    }

    private static String json(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .map(e -> json(e.getKey()) + ": " + json(e.getValue()))
                            .collect(Collectors.joining(", ", "{", "}"));
            case List<?> list ->
                    list.stream()
                            .map(MergePropertiesTest::json)
                            .collect(Collectors.joining(", ", "[", "]"));
            case String text -> "\"" + text + "\"";
            default -> value.equals(NULL) ? "null" : value.toString();
        };
    }
}
