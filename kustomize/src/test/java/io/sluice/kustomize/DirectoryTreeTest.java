package io.sluice.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryTreeTest {

    @TempDir Path directory;

    @Test
    void tells_where_a_link_to_nothing_leads() throws IOException {
        link("r.yaml", "nothing.yaml");
        link("d", "e/f");

        assertThat(tree().deadEnd("/r.yaml")).isEqualTo("/nothing.yaml");
        assertThat(tree().deadEnd("/d/r.yaml")).isEqualTo("/e");
        assertThat(tree().deadEnd("/none")).isEqualTo("/none");
    }

    @Test
    void tells_links_in_a_circle() throws IOException {
        link("r", "s");
        link("s", "r");

        assertThat(tree().deadEnd("/r")).isEmpty();
        assertThat(tree().deadEnd("/r/x")).isEmpty();
    }

    @Test
    void follows_more_links_than_the_system_does_at_once() throws IOException {
        Files.writeString(directory.resolve("end.yaml"), "a: 1");
        link("l0.yaml", "end.yaml");
        for (int i = 1; i < 100; i++) {
            link("l" + i + ".yaml", "l" + (i - 1) + ".yaml");
        }

        assertThat(tree().realPath("/l99.yaml")).isEqualTo("/end.yaml");
        assertThat(tree().kind("/l99.yaml")).isEqualTo(FileTree.Kind.FILE);
    }

    @Test
    void does_not_follow_a_link_out_of_the_tree() throws IOException {
        link("r", "../outside");

        assertThat(tree().deadEnd("/r")).isEqualTo("/r");
    }

    @Test
    void errors_name_what_the_reference_names() throws IOException {
        Files.writeString(directory.resolve("kustomization.yaml"), "crds: [r.yaml]\n");
        link("r.yaml", "nothing.yaml");
        assertThat(error()).endsWith("'/r.yaml' : lstat /nothing.yaml: no such file or directory");

        Files.delete(directory.resolve("r.yaml"));
        link("r.yaml", "r.yaml");
        assertThat(error()).endsWith("'/r.yaml' : EvalSymlinks: too many links");
    }

    private void link(String name, String target) throws IOException {
        Files.createSymbolicLink(directory.resolve(name), Path.of(target));
    }

    private DirectoryTree tree() throws IOException {
        return DirectoryTree.of(directory);
    }

    private String error() throws IOException {
        BuildResult result = new Kustomize().build(tree(), "/", BuildOptions.DEFAULT);
        return ((BuildResult.Failed) result).error().message();
    }
}
