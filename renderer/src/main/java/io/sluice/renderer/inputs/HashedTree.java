package io.sluice.renderer.inputs;

import io.sluice.kustomize.FileTree;
import org.jspecify.annotations.Nullable;

/// A file tree that knows the hash of each file without reading it.
public interface HashedTree extends FileTree {

    /// The SHA-256 of a file's content in hex; null if the path names no file.
    @Nullable String hash(String path);
}
