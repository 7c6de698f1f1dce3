package io.sluice.renderer.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.kustomize.BuildOptions;
import io.sluice.kustomize.BuildResult;
import io.sluice.kustomize.FileTree.Kind;
import io.sluice.kustomize.Kustomize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CommitTreeTest {

    private final CommitTree tree =
            new CommitTree(
                    Map.of("a/x.yaml", bytes("x: 1")),
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

    @ParameterizedTest
    @CsvSource({
        "/dead, /nowhere",
        "/dead/x.yaml, /nowhere",
        "/b/dir/y/z.yaml, /a/y",
        "/file/x.yaml, /a/x.yaml/x.yaml",
        "/none, /none",
        "/a/x.yaml, /a/x.yaml",
        "/loop, ''",
        "/loop/x, ''",
        "/outside, /outside",
        "/absolute/x, /absolute/x"
    })
    void where_links_end_is_told(String path, String end) {
        assertThat(tree.deadEnd(path)).isEqualTo(end);
    }

    @Test
    void errors_name_what_the_reference_names() {
        assertThat(errorOf("dead")).endsWith("'/dead' : lstat /nowhere: no such file or directory");
        assertThat(errorOf("file/x.yaml")).endsWith("'/file/x.yaml' : not a directory");
        assertThat(errorOf("loop")).endsWith("'/loop' : EvalSymlinks: too many links");
    }

    private static String errorOf(String file) {
        var files =
                Map.of(
                        "a/x.yaml",
                        new byte[0],
                        "kustomization.yaml",
                        bytes("crds: [" + file + "]"));
        var links = Map.of("file", "a/x.yaml", "dead", "nowhere", "loop", "loop");
        BuildResult result =
                new Kustomize().build(new CommitTree(files, links), "/", BuildOptions.DEFAULT);
        return ((BuildResult.Failed) result).error().message();
    }

    @Test
    void as_many_links_are_followed_as_the_reference_follows() {
        var links = new HashMap<String, String>();
        IntStream.rangeClosed(1, 256).forEach(i -> links.put("l" + i, "l" + (i - 1)));
        var chain = new CommitTree(Map.of("l0", new byte[0]), links);
        assertThat(chain.realPath("/l255")).isEqualTo("/l0");
        assertThat(chain.realPath("/l256")).isNull();
        assertThat(chain.deadEnd("/l256")).isEmpty();
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

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
