package io.sluice.renderer.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.kustomize.FileTree.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CommitTreeTest {

    private final CommitTree tree =
            new CommitTree(
                    Map.of("a/x.yaml", "x: 1".getBytes(StandardCharsets.UTF_8)),
                    Map.of(
                            "file", "a/x.yaml",
                            "b/dir", "../a",
                            "b/twice", "dir/x.yaml",
                            "b/here", ".",
                            "outside", "../etc/passwd",
                            "b/around", "../../repository/a",
                            "absolute", "/a/x.yaml",
                            "dead", "nowhere",
                            "loop", "pool",
                            "pool", "loop"));

    @ParameterizedTest
    @CsvSource({
        "/file, /a/x.yaml",
        "/b/dir, /a",
        "/b/dir/x.yaml, /a/x.yaml",
        "/b/twice, /a/x.yaml",
        "/b/here/here/twice, /a/x.yaml",
        "/, /"
    })
    void a_link_is_followed(String path, String real) {
        assertThat(tree.realPath(path)).isEqualTo(real);
        assertThat(tree.exists(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/outside", "/b/around", "/absolute", "/dead", "/loop", "/loop/x"})
    void a_link_that_leads_nowhere_or_outside_is_nothing(String path) {
        assertThat(tree.realPath(path)).isNull();
        assertThat(tree.kind(path)).isEqualTo(Kind.ABSENT);
    }

    @Test
    void what_a_link_leads_to_is_read_and_listed() throws IOException {
        assertThat(tree.read("/b/dir/x.yaml", 100))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("x: 1");
        assertThat(tree.list("/b/dir")).containsExactly("x.yaml");
        assertThat(tree.list("/b")).containsExactly("around", "dir", "here", "twice");
        assertThat(tree.kind("/b/dir")).isEqualTo(Kind.DIRECTORY);
    }
}
