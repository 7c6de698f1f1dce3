package io.sluice.sourcewatcher.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/// Bare mirrors on disk, one per URL and credential, so that a fetch brings only what is new.
final class Mirrors {

    private final Path directory;
    private final Map<Path, ReentrantLock> locks = new ConcurrentHashMap<>();

    /// @param directory of the mirrors; what a killed process left half done in it is cleaned up
    Mirrors(Path directory) {
        this.directory = directory;
        IsolatedSystem.install();
        try {
            Files.createDirectories(directory);
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.filter(each -> each.toString().endsWith(".lock")).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the directory of the mirrors cannot be used: "
                            + directory
                            + "; correct sluice.mirrors.directory",
                    e);
        }
    }

    /// Something done with a mirror.
    interface Work<T, E extends Exception> {
        T with(Repository mirror) throws E, IOException, InterruptedException;
    }

    /// Opens the mirror of a remote; makes it if there is none.
    Repository open(Remote remote) throws IOException {
        Path path = path(remote);
        ReentrantLock lock = lock(path);
        lock.lock();
        try {
            Repository repository =
                    new FileRepositoryBuilder().setGitDir(path.toFile()).setBare().build();
            if (!Files.exists(path.resolve("HEAD"))) {
                repository.create(true);
            }
            return repository;
        } finally {
            lock.unlock();
        }
    }

    /// Lets one at a time change the mirror of a remote.
    <T, E extends Exception> T changing(Remote remote, Repository mirror, Work<T, E> work)
            throws E, IOException, InterruptedException {
        ReentrantLock lock = lock(path(remote));
        lock.lockInterruptibly();
        try {
            return work.with(mirror);
        } finally {
            lock.unlock();
        }
    }

    /// Throws the mirror of a remote away; the next one starts empty.
    void discard(Remote remote) throws IOException {
        Path path = path(remote);
        ReentrantLock lock = lock(path);
        lock.lock();
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } finally {
            lock.unlock();
        }
    }

    private ReentrantLock lock(Path path) {
        return locks.computeIfAbsent(path, _ -> new ReentrantLock());
    }

    private Path path(Remote remote) {
        try {
            String identity = remote.url() + "\n" + remote.credentials().fingerprint();
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(identity.getBytes(StandardCharsets.UTF_8));
            return directory.resolve(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
