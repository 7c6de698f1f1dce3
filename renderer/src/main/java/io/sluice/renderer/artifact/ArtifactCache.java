package io.sluice.renderer.artifact;

import io.sluice.events.ArtifactReference;
import io.sluice.renderer.inputs.HashedTree;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/// Artifacts by digest: each is fetched once, however many units ask for it at the same time, and
/// the least recently used leave when they are too many bytes together.
public final class ArtifactCache {

    private final ArtifactSource source;
    private final Unpacker unpacker;
    private final long capacity;
    private final List<Duration> waits;
    private final Map<String, CompletableFuture<PackedTree>> fetches = new HashMap<>();
    private final LinkedHashMap<String, PackedTree> trees = new LinkedHashMap<>(16, 0.75f, true);
    private long weight;

    /// A cache that is empty.
    ///
    /// @param capacity unpacked bytes that are kept; the newest artifact always is
    /// @param waits before each further try when the store does not answer
    public ArtifactCache(
            ArtifactSource source, Unpacker unpacker, long capacity, List<Duration> waits) {
        this.source = source;
        this.unpacker = unpacker;
        this.capacity = capacity;
        this.waits = List.copyOf(waits);
    }

    /// The files of an artifact.
    public HashedTree get(ArtifactReference artifact)
            throws ArtifactException, InterruptedException {
        CompletableFuture<PackedTree> fetch;
        synchronized (this) {
            PackedTree tree = trees.get(artifact.digest());
            if (tree != null) {
                return tree;
            }
            fetch = fetches.computeIfAbsent(artifact.digest(), _ -> begin(artifact));
        }
        try {
            return fetch.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ArtifactException failure) {
                throw new ArtifactException(
                        failure.kind(), String.valueOf(failure.getMessage()), failure);
            }
            throw new IllegalStateException("while fetching an artifact", e.getCause());
        }
    }

    /// A thread of its own: who asked first may lose his partition meanwhile, the others not.
    private CompletableFuture<PackedTree> begin(ArtifactReference artifact) {
        CompletableFuture<PackedTree> result = new CompletableFuture<>();
        Thread.ofVirtual()
                .name("fetch")
                .start(
                        () -> {
                            try {
                                PackedTree tree = fetch(artifact);
                                keep(artifact.digest(), tree);
                                result.complete(tree);
                            } catch (IOException | InterruptedException | RuntimeException e) {
                                forget(artifact.digest());
                                result.completeExceptionally(e);
                            }
                        });
        return result;
    }

    private PackedTree fetch(ArtifactReference artifact)
            throws ArtifactException, InterruptedException {
        for (Duration wait : waits) {
            try {
                return fetchOnce(artifact);
            } catch (ArtifactException e) {
                if (e.kind() != ArtifactException.Kind.UNREACHABLE) {
                    throw e;
                }
                TimeUnit.NANOSECONDS.sleep(wait.toNanos());
            }
        }
        return fetchOnce(artifact);
    }

    private PackedTree fetchOnce(ArtifactReference artifact)
            throws ArtifactException, InterruptedException {
        try (InputStream archive = source.open(artifact)) {
            return unpacker.unpack(archive, artifact.digest());
        } catch (ArtifactException e) {
            throw e;
        } catch (IOException e) {
            throw new ArtifactException(
                    ArtifactException.Kind.UNREACHABLE,
                    "failed to download artifact: " + e.getMessage(),
                    e);
        }
    }

    private synchronized void keep(String digest, PackedTree tree) {
        fetches.remove(digest);
        trees.put(digest, tree);
        weight += tree.weight();
        var oldest = trees.entrySet().iterator();
        while (weight > capacity && trees.size() > 1) {
            weight -= oldest.next().getValue().weight();
            oldest.remove();
        }
    }

    private synchronized void forget(String digest) {
        fetches.remove(digest);
    }
}
