package io.sluice.renderer.samples;

import io.sluice.kustomize.FileTree;
import io.sluice.kustomize.MemoryTree;
import io.sluice.renderer.desiredstate.Sha256;
import io.sluice.renderer.inputs.HashedTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A tree in memory that hashes what it is asked for.
public record HashingTree(FileTree tree) implements HashedTree {

    /// A tree of texts.
    public static HashingTree of(Map<String, String> files) {
        return new HashingTree(MemoryTree.ofText(files));
    }

    @Override
    public @Nullable String hash(String path) {
        try {
            return tree.kind(path) == Kind.FILE
                    ? Sha256.of(tree.read(path, Long.MAX_VALUE)).substring(7)
                    : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Kind kind(String path) {
        return tree.kind(path);
    }

    @Override
    public byte[] read(String path, long limit) throws IOException {
        return tree.read(path, limit);
    }

    @Override
    public List<String> list(String path) throws IOException {
        return tree.list(path);
    }
}
