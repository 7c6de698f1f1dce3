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
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Bare mirrors on disk, one per URL and credential, so that a fetch brings only what is new.
final class Mirrors {

    private static final Logger LOG = LoggerFactory.getLogger(Mirrors.class);
    private static final int MOST_PACKS = 50;

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

    /// Packs a mirror anew when many fetches have left many packs in it; aside, since it takes time.
    void tidy(Remote remote) {
        Thread.ofVirtual().name("tidy").start(() -> tidyNow(remote));
    }

    private void tidyNow(Remote remote) {
        Path path = path(remote);
        ReentrantLock lock = lock(path);
        lock.lock();
        try (Stream<Path> packs = Files.list(path.resolve("objects/pack"))) {
            if (packs.filter(file -> file.toString().endsWith(".pack")).count() > MOST_PACKS) {
                try (Git git = Git.open(path.toFile())) {
                    git.gc().call();
                }
            }
        } catch (IOException | GitAPIException e) {
            LOG.warn("a mirror cannot be packed anew: {}", e.toString());
        } finally {
            lock.unlock();
        }
    }

    /// Whether two remotes share a mirror.
    boolean same(Remote one, Remote other) {
        return path(one).equals(path(other));
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
