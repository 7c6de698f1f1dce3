package io.sluice.sandbox.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// A folder for data: a given one, which stays, or a temporary one, which goes when it is closed.
public final class WorkDirectory implements AutoCloseable {

    private final Path path;
    private final boolean temporary;

    private WorkDirectory(Path path, boolean temporary) {
        this.path = path;
        this.temporary = temporary;
    }

    /// The given folder, made if it is missing; a temporary one if none is given.
    public static WorkDirectory of(Optional<Path> given, String name) {
        try {
            return given.isPresent()
                    ? new WorkDirectory(Files.createDirectories(given.get()).toRealPath(), false)
                    : new WorkDirectory(Files.createTempDirectory("sluice-" + name + "-"), true);
        } catch (IOException e) {
            throw new UncheckedIOException("no work directory for " + name, e);
        }
    }

    /// Where it is.
    public Path path() {
        return path;
    }

    /// Deletes a folder with all it holds; nothing happens if it is missing.
    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }

    @Override
    public void close() {
        if (temporary) {
            delete(path);
        }
    }
}
