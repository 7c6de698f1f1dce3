package io.sluice.kustomize;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file tree in a directory of the file system; links are followed as long as they stay inside.
public final class DirectoryTree implements FileTree {

    private final Path root;

    private DirectoryTree(Path root) {
        this.root = root;
    }

    /// The tree below `directory`.
    ///
    /// @throws IOException if it cannot be resolved
    public static DirectoryTree of(Path directory) throws IOException {
        return new DirectoryTree(directory.toRealPath());
    }

    private Path host(String path) {
        return root.resolve(path.substring(1));
    }

    private @Nullable Path real(String path) {
        if (path.indexOf('\0') >= 0) {
            return null;
        }
        try {
            Path real = host(path).toRealPath();
            return real.startsWith(root) ? real : null;
        } catch (IOException absent) {
            return null;
        }
    }

    @Override
    public Kind kind(String path) {
        Path real = real(path);
        if (real == null) {
            return Kind.ABSENT;
        }
        if (Files.isDirectory(real)) {
            return Kind.DIRECTORY;
        }
        return Files.isRegularFile(real) ? Kind.FILE : Kind.ABSENT;
    }

    @Override
    public byte[] read(String path, long limit) throws IOException {
        Path real = real(path);
        if (real == null) {
            throw new FileNotFoundException(path);
        }
        try (var in = Files.newInputStream(real)) {
            byte[] bytes = in.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 8));
            if (bytes.length > limit) {
                throw new IOException(path + " is longer than " + limit + " bytes");
            }
            return bytes;
        }
    }

    @Override
    public List<String> list(String path) throws IOException {
        Path real = real(path);
        if (real == null) {
            throw new FileNotFoundException(path);
        }
        try (var entries = Files.list(real)) {
            return entries.map(p -> String.valueOf(p.getFileName())).sorted().toList();
        }
    }

    @Override
    public @Nullable String realPath(String path) {
        Path real = real(path);
        return real == null ? null : Paths.normalize("/" + root.relativize(real));
    }
}
