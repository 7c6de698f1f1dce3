package io.sluice.renderer.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.events.InputSet;
import io.sluice.events.Reference;
import io.sluice.events.wire.EventJson;
import io.sluice.kustomize.Inputs;
import io.sluice.renderer.desiredstate.Sha256;
import io.sluice.renderer.samples.HashingTree;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class InputSetsTest {

    private static final Map<String, String> FILES =
            Map.of(
                    "web/kustomization.yaml", "resources: [a.yaml, ../base]",
                    "web/a.yaml", "a: 1",
                    "base/b.yaml", "b: 1",
                    "unrelated/c.yaml", "c: 1");
    private static final List<Reference> REFERENCES =
            List.of(new Reference("ConfigMap", "apps", "vars", "uid", "7"));

    private final InputSet known = look(FILES);

    @Test
    void nothing_changed_is_an_equal_set_with_an_equal_digest() {
        assertThat(again(FILES)).isEqualTo(known);
        assertThat(InputSets.digest(again(FILES))).isEqualTo(InputSets.digest(known));
    }

    @Test
    void it_survives_the_log() throws IOException {
        InputSet read = EventJson.read(EventJson.write(known), InputSet.class);
        assertThat(read).isEqualTo(known);
        assertThat(InputSets.digest(read)).isEqualTo(InputSets.digest(known));
    }

    @Test
    void a_file_that_was_not_looked_at_does_not_count() {
        assertThat(again(with("unrelated/c.yaml", "c: 2"))).isEqualTo(known);
        assertThat(again(with("base/not-listed.yaml", "d: 1"))).isEqualTo(known);
    }

    @Test
    void a_file_that_was_read_counts_when_it_changes_or_goes() {
        assertThat(again(with("web/a.yaml", "a: 2"))).isNotEqualTo(known);
        assertThat(again(without("web/a.yaml"))).isNotEqualTo(known);
    }

    @Test
    void a_directory_that_was_listed_counts_when_a_name_comes_or_goes() {
        assertThat(again(with("web/new.yaml", ""))).isNotEqualTo(known);
    }

    @Test
    void a_path_that_was_not_there_counts_when_it_appears() {
        assertThat(again(with("web/kustomization.yml", ""))).isNotEqualTo(known);
    }

    @Test
    void a_path_that_was_there_counts_only_when_its_kind_changes() {
        assertThat(again(with("base/b.yaml", "b: 2"))).isEqualTo(known);
        assertThat(again(without("base/b.yaml"))).isNotEqualTo(known);
    }

    @Test
    void spec_engine_and_references_count() {
        HashingTree tree = HashingTree.of(FILES);
        assertThat(InputSets.lookAgain(known, "engine 2", "spec", tree, REFERENCES))
                .isNotEqualTo(known);
        assertThat(InputSets.lookAgain(known, "engine", "spec 2", tree, REFERENCES))
                .isNotEqualTo(known);
        List<Reference> changed = List.of(new Reference("ConfigMap", "apps", "vars", "uid", "8"));
        assertThat(InputSets.lookAgain(known, "engine", "spec", tree, changed)).isNotEqualTo(known);
    }

    private static InputSet look(Map<String, String> files) {
        var read = new TreeMap<String, String>();
        for (String path : List.of("web/kustomization.yaml", "web/a.yaml")) {
            read.put("/" + path, Sha256.of(files.getOrDefault(path, "")).substring(7));
        }
        Inputs inputs =
                new Inputs(
                        read,
                        new TreeSet<>(List.of("/web")),
                        new TreeSet<>(List.of("/web/kustomization.yml")),
                        new TreeSet<>(List.of("/base", "/base/b.yaml", "/web/a.yaml")),
                        new TreeMap<>());
        return InputSets.of("engine", "spec", inputs, HashingTree.of(files), REFERENCES);
    }

    private InputSet again(Map<String, String> files) {
        return InputSets.lookAgain(known, "engine", "spec", HashingTree.of(files), REFERENCES);
    }

    private static Map<String, String> with(String path, String text) {
        var files = new TreeMap<>(FILES);
        files.put(path, text);
        return files;
    }

    private static Map<String, String> without(String path) {
        var files = new TreeMap<>(FILES);
        files.remove(path);
        return files;
    }
}
