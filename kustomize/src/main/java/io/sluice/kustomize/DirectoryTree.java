package io.sluice.kustomize;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file tree in a directory of the file system; links are followed as long as they stay inside.
public final class DirectoryTree implements FileTree {

    /// How many links may follow each other.
    private static final int MOST_LINKS = 255;

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
        } catch (NoSuchFileException absent) {
            return null;
        } catch (IOException tooManyLinksForTheSystem) {
            return followed(path);
        }
    }

    /// Where more links lead than the system follows at once.
    private @Nullable Path followed(String path) {
        String at = afterLinks(path);
        return at == null || at.isEmpty() || !Files.exists(host(at)) ? null : host(at);
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

    @Override
    public String deadEnd(String path) {
        String at = afterLinks(path);
        return at == null ? path : at.isEmpty() ? at : firstOdd(at);
    }

    /// The path without links, as far as it is there; null if it leads out of the tree, empty if too many links
    /// follow each other.
    private @Nullable String afterLinks(String path) {
        String at = path;
        for (int links = 0; links <= MOST_LINKS; links++) {
            String part = firstOdd(at);
            if (!Files.isSymbolicLink(host(part))) {
                return at;
            }
            Path target = target(part);
            if (target == null) {
                return null;
            }
            at = Paths.normalize("/" + root.relativize(target) + at.substring(part.length()));
        }
        return "";
    }

    /// The first part of a path that is a link or is not there; the whole path if there is none.
    private String firstOdd(String path) {
        int end = 0;
        while (end < path.length()) {
            int next = path.indexOf('/', end + 1);
            end = next < 0 ? path.length() : next;
            Path part = host(path.substring(0, end));
            if (Files.isSymbolicLink(part) || !Files.exists(part)) {
                break;
            }
        }
        return path.substring(0, end);
    }

    /// Where a link leads, or null if that is outside of the tree.
    private @Nullable Path target(String link) {
        try {
            Path to = host(Paths.parent(link)).resolve(Files.readSymbolicLink(host(link)));
            Path target = to.normalize();
            return target.startsWith(root) ? target : null;
        } catch (IOException unreadable) {
            return null;
        }
    }
}
