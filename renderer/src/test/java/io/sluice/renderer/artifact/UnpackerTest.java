package io.sluice.renderer.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.kustomize.FileTree;
import io.sluice.renderer.desiredstate.Sha256;
import io.sluice.renderer.samples.Archives;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UnpackerTest {

    private static final byte[] TEXT = "a: 1\n".getBytes(StandardCharsets.UTF_8);
    private static final ArtifactLimits LIMITS =
            new ArtifactLimits(1 << 20, 8 << 20, 1 << 20, 100, 200, 100);

    @TempDir Path folder;

    @Test
    void a_tree_has_the_files_their_hashes_and_the_directories() throws IOException {
        byte[] archive =
                new Archives()
                        .entry("./", '5', new byte[0])
                        .entry("./apps/", '5', new byte[0])
                        .entry("./apps/web.yaml", '0', TEXT)
                        .entry("empty/", '5', new byte[0])
                        .entry("empty.yaml", '0', new byte[0])
                        .zipped();
        PackedTree tree = unpack(archive);
        assertThat(tree.list("/")).containsExactly("apps", "empty", "empty.yaml");
        assertThat(tree.list("/apps")).containsExactly("web.yaml");
        assertThat(tree.read("/apps/web.yaml", 100)).isEqualTo(TEXT);
        assertThat("sha256:" + tree.hash("/apps/web.yaml")).isEqualTo(Sha256.of(TEXT));
        assertThat(tree.read("/empty.yaml", 0)).isEmpty();
        assertThat(tree.kind("/empty")).isEqualTo(FileTree.Kind.DIRECTORY);
        assertThat(tree.kind("/nope")).isEqualTo(FileTree.Kind.ABSENT);
        assertThat(tree.hash("/apps")).isNull();
        assertThatThrownBy(() -> tree.read("/apps/web.yaml", 4)).hasMessageContaining("longer");
        assertThat(folder).as("no name of it is on the disk").isEmptyDirectory();
    }

    @Test
    void long_names_are_read_in_both_spellings() throws IOException {
        String name = "d".repeat(90) + "/" + "f".repeat(60) + ".yaml";
        byte[] pax = new Archives().entry(name, '0', TEXT).zipped();
        byte[] gnu =
                new Archives()
                        .raw(
                                "././@LongLink",
                                'L',
                                name.length() + 1,
                                (name + "\0").getBytes(StandardCharsets.UTF_8))
                        .entry("cut", '0', TEXT)
                        .zipped();
        assertThat(unpack(pax).read("/" + name, 100)).isEqualTo(TEXT);
        assertThat(unpack(gnu).read("/" + name, 100)).isEqualTo(TEXT);
    }

    @Test
    void symbolic_links_are_left_out() throws IOException {
        byte[] archive =
                new Archives().entry("link", '2', new byte[0]).entry("a.yaml", '0', TEXT).zipped();
        assertThat(unpack(archive).list("/")).containsExactly("a.yaml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "../up",
                "a/../../up",
                "a/..",
                "a\\b",
                "a/\u0007b",
                "..",
                "a\nb"
            })
    void a_path_that_leads_out_is_refused(String name) {
        assertRefused(new Archives().entry(name, '0', TEXT).zipped(), "not inside it");
        assertThat(Files.exists(folder.resolveSibling("up"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(chars = {'1', '3', '4', '6', 'Z'})
    void what_is_neither_file_nor_directory_is_refused(char type) {
        assertRefused(new Archives().entry("x", type, new byte[0]).zipped(), "neither");
    }

    @Test
    void a_name_that_is_there_twice_is_refused() {
        assertRefused(new Archives().entry("a", '0', TEXT).entry("a", '0', TEXT).zipped(), "twice");
        assertRefused(
                new Archives().entry("a", '0', TEXT).entry("a/b", '0', TEXT).zipped(), "twice");
        assertRefused(
                new Archives().entry("a/b", '0', TEXT).entry("a", '0', TEXT).zipped(), "twice");
    }

    @Test
    void bombs_go_off_before_they_hurt() {
        byte[] zeros = new byte[1 << 20];
        var ratio = new Archives();
        for (int file = 0; file < 5; file++) {
            ratio.entry("zeros" + file, '0', zeros);
        }
        assertRefused(ratio.zipped(), "times its size");

        var many = new Archives();
        for (int file = 0; file <= 100; file++) {
            many.entry("f" + file, '0', new byte[0]);
        }
        assertRefused(many.zipped(), "more than 100 files");
        assertRefused(
                new Archives().entry("d/".repeat(150) + "f", '0', TEXT).zipped(), "characters");
        assertRefused(new Archives().raw("large", '0', 1 << 30, new byte[0]).zipped(), "more than");
        assertRefused(new Archives().raw("pax", 'x', 1 << 30, new byte[0]).zipped(), "header");
    }

    @Test
    void an_archive_with_another_digest_is_refused() {
        byte[] archive = Archives.of(Map.of("a.yaml", "a: 1"));
        assertThatThrownBy(
                        () ->
                                unpacker()
                                        .unpack(
                                                new ByteArrayInputStream(archive),
                                                Sha256.of("other")))
                .hasMessageContaining("digest");
    }

    @Test
    void what_is_no_archive_is_an_error_and_no_crash() {
        assertThatThrownBy(() -> unpack(TEXT)).isInstanceOf(IOException.class);
        byte[] archive = Archives.of(Map.of("a.yaml", "a: 1"));
        for (int length = 0; length < archive.length - 8; length += 7) {
            byte[] cut = Arrays.copyOf(archive, length);
            assertThatThrownBy(() -> unpack(cut)).isInstanceOf(IOException.class);
        }
        assertRefused(
                new Archives()
                        .raw("pax", 'x', 6, "99999 ".getBytes(StandardCharsets.UTF_8))
                        .zipped(),
                "extended header");
    }

    private void assertRefused(byte[] archive, String message) {
        AbstractThrowableAssert<?, ?> thrown = assertThatThrownBy(() -> unpack(archive));
        thrown.isInstanceOfSatisfying(
                ArtifactException.class,
                refused -> assertThat(refused.kind()).isEqualTo(ArtifactException.Kind.REFUSED));
        thrown.hasMessageContaining(message);
        assertThat(folder).isEmptyDirectory();
    }

    private PackedTree unpack(byte[] archive) throws IOException {
        return unpacker().unpack(new ByteArrayInputStream(archive), Sha256.of(archive));
    }

    private Unpacker unpacker() {
        return new Unpacker(LIMITS, folder);
    }
}
