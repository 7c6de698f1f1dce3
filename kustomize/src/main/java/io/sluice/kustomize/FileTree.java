package io.sluice.kustomize;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A read-only tree of files.
///
/// Paths are absolute inside the tree, separated by `/` and normalised (`/`, `/apps/base`); the
/// tree's root is `/` and nothing above it can be named. Implementations are safe for concurrent
/// reading.
public interface FileTree {

    /// What a path names.
    enum Kind {
        /// A regular file.
        FILE,
        /// A directory.
        DIRECTORY,
        /// Nothing, or something that is neither, or a link that leads nowhere or outside.
        ABSENT
    }

    /// What `path` names, links followed.
    Kind kind(String path);

    /// The bytes of a file.
    ///
    /// @throws IOException if it is not a readable file or longer than `limit` bytes
    byte[] read(String path, long limit) throws IOException;

    /// The names directly in a directory, sorted.
    List<String> list(String path) throws IOException;

    /// The path with all links resolved, or null if it names nothing inside the tree.
    default @Nullable String realPath(String path) {
        return kind(path) == Kind.ABSENT ? null : path;
    }

    /// Where the links of a path that names nothing lead: what is not there, which is the path
    /// itself if it is no link; empty if they lead in a circle.
    default String deadEnd(String path) {
        return path;
    }

    /// Whether `path` names a file or a directory.
    default boolean exists(String path) {
        return kind(path) != Kind.ABSENT;
    }

    /// Whether `path` names a directory.
    default boolean isDirectory(String path) {
        return kind(path) == Kind.DIRECTORY;
    }
}
