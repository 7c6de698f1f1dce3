package io.sluice.sourcewatcher.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sourcewatcher.WorkTree;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackingTest {

    @TempDir Path folder;
    private WorkTree tree;

    @BeforeEach
    void start() throws Exception {
        tree = new WorkTree(folder.resolve("tree"), URI.create("file:///nowhere"));
    }

    @AfterEach
    void stop() {
        tree.close();
    }

    @Test
    void the_same_tree_gives_the_same_bytes() throws Exception {
        tree.write(Map.of("b/x.yaml", "1", "a.yaml", "2")).commit("One");
        byte[] first = pack(null);
        tree.write(Map.of("c", "3")).commit("Two");
        tree.write(Map.of("c", "")).commit("Three");
        assertThat(pack(null)).isEqualTo(first);
    }

    @Test
    void gits_own_files_and_what_no_cluster_needs_stay_out() throws Exception {
        assertThat(
                        packed(
                                null,
                                ".gitignore",
                                ".gitattributes",
                                ".gitmodules",
                                ".github/x.yml",
                                "sub/.sops.yaml",
                                "a/b.png",
                                "x.tar.gz",
                                "app.yaml"))
                .containsExactly("a/", "app.yaml", "sub/");
    }

    @Test
    void own_patterns_replace_the_needless_ones_but_not_gits_own() throws Exception {
        assertThat(packed("secret.yaml", ".gitignore", "a.png", "secret.yaml", "x/secret.yaml"))
                .containsExactly("a.png", "x/");
    }

    @Test
    void a_directory_below_an_excluded_one_can_be_taken_back() throws Exception {
        assertThat(
                        packed(
                                "/*\n!/deploy/kubernetes",
                                "a.yaml",
                                "deploy/b.yaml",
                                "deploy/kubernetes/c.yaml"))
                .containsExactly("deploy/kubernetes/", "deploy/kubernetes/c.yaml");
    }

    @Test
    void ignore_files_count_from_where_they_lie() throws Exception {
        tree.write(
                        Map.of(
                                ".sourceignore", "# comment\n*.txt\n",
                                "a/.sourceignore", "/x.yaml\n!keep.txt\n",
                                "a/x.yaml", "1",
                                "a/b/x.yaml", "2",
                                "a/keep.txt", "3",
                                "drop.txt", "4",
                                "x.yaml", "5"))
                .commit("One");
        assertThat(names(null))
                .containsExactly(
                        ".sourceignore",
                        "a/",
                        "a/.sourceignore",
                        "a/b/",
                        "a/b/x.yaml",
                        "a/keep.txt",
                        "x.yaml");
    }

    @Test
    void patterns_of_the_spec_come_last() throws Exception {
        tree.write(Map.of(".sourceignore", "*.txt", "a.txt", "1", "b.txt", "2")).commit("One");
        assertThat(names("!a.txt")).containsExactly(".sourceignore", "a.txt");
    }

    @Test
    void symbolic_links_are_skipped_and_executables_keep_their_bit() throws Exception {
        Path root = tree.git().getRepository().getWorkTree().toPath();
        Files.createSymbolicLink(root.resolve("link"), Path.of("/etc/passwd"));
        Files.writeString(root.resolve("run.sh"), "x");
        assertThat(root.resolve("run.sh").toFile().setExecutable(true)).isTrue();
        tree.git().add().addFilepattern(".").call();
        tree.commit("One");
        assertThat(entries(null)).containsExactly("700 run.sh=x");
    }

    @Test
    void long_and_foreign_names_survive() throws Exception {
        String name = "d".repeat(80) + "/" + "ü".repeat(60) + ".yaml";
        tree.write(Map.of(name, "1")).commit("One");
        assertThat(names(null)).containsExactly("d".repeat(80) + "/", name);
    }

    private List<String> packed(@Nullable String ignore, String... files) throws Exception {
        for (String file : files) {
            tree.write(Map.of(file, "content"));
        }
        tree.commit("Files");
        return names(ignore);
    }

    private List<String> names(@Nullable String ignore) throws Exception {
        return entries(ignore).stream()
                .map(entry -> entry.substring(4))
                .map(entry -> entry.contains("=") ? entry.substring(0, entry.indexOf('=')) : entry)
                .toList();
    }

    private List<String> entries(@Nullable String ignore) throws Exception {
        Path file = folder.resolve("packed.tar.gz");
        Files.write(file, pack(ignore));
        return Tar.read(file);
    }

    private byte[] pack(@Nullable String ignore) throws Exception {
        Path file = folder.resolve("archive");
        Repository repository = tree.git().getRepository();
        try (var walk = new RevWalk(repository);
                OutputStream out = Files.newOutputStream(file)) {
            var commit = walk.parseCommit(repository.resolve("HEAD"));
            new Archive(repository, commit.getTree(), ignore).writeTo(out);
        }
        return Files.readAllBytes(file);
    }
}
