package io.sluice.renderer.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.events.ArtifactReference;
import io.sluice.renderer.desiredstate.Sha256;
import io.sluice.renderer.inputs.HashedTree;
import io.sluice.renderer.samples.Archives;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArtifactCacheTest {

    private final AtomicInteger fetches = new AtomicInteger();
    @TempDir Path folder;

    @Test
    void an_artifact_is_fetched_once_however_many_ask() throws Exception {
        byte[] archive = Archives.of(Map.of("a.yaml", "a: 1"));
        CountDownLatch all = new CountDownLatch(20);
        ArtifactCache cache =
                cache(
                        1 << 20,
                        artifact -> {
                            all.await();
                            return open(archive);
                        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HashedTree>> trees =
                    java.util.stream.IntStream.range(0, 20)
                            .mapToObj(
                                    _ ->
                                            threads.submit(
                                                    () -> {
                                                        all.countDown();
                                                        return cache.get(reference(archive));
                                                    }))
                            .toList();
            for (Future<HashedTree> tree : trees) {
                assertThat(tree.get().list("/")).containsExactly("a.yaml");
            }
        }
        assertThat(fetches).hasValue(1);
    }

    @Test
    void the_least_recently_used_leaves_first() throws Exception {
        byte[] first = archive('1');
        byte[] second = archive('2');
        byte[] third = archive('3');
        Map<String, byte[]> store =
                Map.of(Sha256.of(first), first, Sha256.of(second), second, Sha256.of(third), third);
        ArtifactCache cache =
                cache(25_000, artifact -> open(store.getOrDefault(artifact.digest(), first)));
        cache.get(reference(first));
        HashedTree held = cache.get(reference(second));
        cache.get(reference(first));
        cache.get(reference(third));
        assertThat(fetches).hasValue(3);
        cache.get(reference(first));
        assertThat(fetches).as("the first is still there").hasValue(3);
        cache.get(reference(second));
        assertThat(fetches).as("the second had to leave").hasValue(4);
        assertThat(held.read("/a.yaml", 20_000)).as("who holds a tree may use it").hasSize(10_000);
    }

    @Test
    void a_store_that_does_not_answer_is_asked_again_and_one_that_has_nothing_is_not()
            throws Exception {
        byte[] archive = archive('1');
        ArtifactCache shaky =
                cache(
                        1 << 20,
                        artifact -> {
                            if (fetches.get() < 3) {
                                throw new ArtifactException(
                                        ArtifactException.Kind.UNREACHABLE, "away", null);
                            }
                            return open(archive);
                        });
        shaky.get(reference(archive));
        assertThat(fetches).hasValue(3);
        ArtifactCache empty =
                cache(
                        1 << 20,
                        artifact -> {
                            throw new ArtifactException(ArtifactException.Kind.GONE, "gone", null);
                        });
        fetches.set(0);
        for (int times = 1; times <= 2; times++) {
            assertThatThrownBy(() -> empty.get(reference(archive)))
                    .isInstanceOfSatisfying(
                            ArtifactException.class,
                            gone -> assertThat(gone.kind()).isEqualTo(ArtifactException.Kind.GONE));
            assertThat(fetches).as("a failure is not kept").hasValue(times);
        }
    }

    private interface Store {
        InputStream open(ArtifactReference artifact) throws IOException, InterruptedException;
    }

    private ArtifactCache cache(long capacity, Store store) {
        return new ArtifactCache(
                artifact -> {
                    fetches.incrementAndGet();
                    try {
                        return store.open(artifact);
                    } catch (ArtifactException e) {
                        throw e;
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                },
                new Unpacker(ArtifactLimits.DEFAULT, folder),
                capacity,
                List.of(Duration.ofMillis(1), Duration.ofMillis(1)));
    }

    private static byte[] archive(char content) {
        return Archives.of(Map.of("a.yaml", String.valueOf(content).repeat(10_000)));
    }

    private static InputStream open(byte[] archive) {
        return new ByteArrayInputStream(archive);
    }

    private static ArtifactReference reference(byte[] archive) {
        return new ArtifactReference(
                "http://store/a.tar.gz",
                "a.tar.gz",
                "main@sha1:1",
                Sha256.of(archive),
                archive.length,
                Instant.EPOCH,
                new TreeMap<>());
    }
}
