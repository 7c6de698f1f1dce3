package io.sluice.sourcewatcher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.events.ArtifactReference;
import io.sluice.events.ResourceKey;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactStoreTest {

    private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
    private static final ResourceKey SOURCE =
            new ResourceKey("GitRepository", "tenant", "repository");

    @TempDir Path folder;
    private ArtifactStore store;

    @BeforeEach
    void start() {
        store =
                new ArtifactStore(
                        new ArtifactStore.Settings(
                                folder.resolve("artifacts"),
                                URI.create("http://store/"),
                                2,
                                Duration.ofSeconds(60)),
                        InstantSource.fixed(NOW));
    }

    private ArtifactReference put(int commit, String content) throws IOException {
        return store.put(
                SOURCE,
                "main@sha1:%040x".formatted(commit),
                null,
                out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void stores_under_fluxs_path_with_digest_and_size() throws Exception {
        ArtifactReference artifact = put(1, "abc");
        assertThat(artifact.path())
                .isEqualTo("gitrepository/tenant/repository/%040x.tar.gz".formatted(1));
        assertThat(artifact.url()).isEqualTo("http://store/" + artifact.path());
        assertThat(artifact.digest())
                .isEqualTo(
                        "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(artifact.size()).isEqualTo(3);
        assertThat(store.find(artifact.path()).orElseThrow()).hasContent("abc");
    }

    @Test
    void an_artifact_that_could_not_be_written_leaves_nothing_behind() throws Exception {
        assertThatThrownBy(
                        () ->
                                store.put(
                                        SOURCE,
                                        "main@sha1:%040x".formatted(1),
                                        null,
                                        out -> {
                                            out.write(1);
                                            throw new IOException("disk full");
                                        }))
                .hasMessage("disk full");
        try (var files = Files.list(folder.resolve("artifacts/gitrepository/tenant/repository"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void keeps_the_newest_and_what_is_young() throws Exception {
        for (int commit = 1; commit <= 4; commit++) {
            Path file = store.find(put(commit, "x").path()).orElseThrow();
            int age = commit <= 2 ? 100 - commit : 10 - commit;
            Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(age)));
        }
        store.collect(SOURCE);
        try (var files = Files.list(folder.resolve("artifacts/gitrepository/tenant/repository"))) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted())
                    .containsExactly("%040x.tar.gz".formatted(3), "%040x.tar.gz".formatted(4));
        }
        put(5, "x");
        store.collect(SOURCE);
        assertThat(store.find("gitrepository/tenant/repository/%040x.tar.gz".formatted(3)))
                .as("young")
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gitrepository/tenant/repository/../../../outside.tar.gz",
                "gitrepository/../tenant/repository/0000000000000000000000000000000000000001.tar.gz",
                "gitrepository/./tenant/0000000000000000000000000000000000000001.tar.gz",
                "/etc/passwd",
                ".mirrors/x/config",
                "gitrepository/tenant/repository/artifact1.unfinished",
                "gitrepository/tenant/repository",
                "",
            })
    void finds_nothing_but_artifacts(String path) throws Exception {
        put(1, "x");
        Files.writeString(folder.resolve("outside.tar.gz"), "secret");
        assertThat(store.find(path)).isEmpty();
    }

    @Test
    void forgets_a_source_that_is_gone() throws Exception {
        ArtifactReference artifact = put(1, "x");
        store.discard(SOURCE);
        assertThat(store.find(artifact.path())).isEmpty();
        store.discard(SOURCE);
    }
}
