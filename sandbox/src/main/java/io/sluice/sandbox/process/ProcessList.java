package io.sluice.sandbox.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// A file that names a sandbox's processes, so that another command can find and end them.
///
/// A line is a number, a start time and a name; the time tells a process from a later one that got
/// the same number. The first line is the sandbox itself.
public final class ProcessList {

    private static final Duration TOLERANCE = Duration.ofSeconds(2);
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Path file;

    private ProcessList(Path file) {
        this.file = file;
    }

    /// The list of the sandbox in the folder.
    public static ProcessList in(Path directory) {
        return new ProcessList(directory.resolve("processes"));
    }

    /// Writes this JVM down; fails when a sandbox runs there already.
    public void begin() {
        runningSandbox()
                .ifPresent(
                        number -> {
                            throw new PartFailedException(
                                    "a sandbox runs already in "
                                            + file.getParent()
                                            + " (process "
                                            + number
                                            + "); stop it with: ./sluice down");
                        });
        write(List.of());
    }

    /// Writes this JVM and the children down.
    public void write(List<Child> children) {
        Stream<String> lines =
                Stream.concat(
                        Stream.of(line(ProcessHandle.current(), "sandbox")),
                        children.stream()
                                .flatMap(
                                        child ->
                                                ProcessHandle.of(child.pid())
                                                        .map(handle -> line(handle, child.name()))
                                                        .stream()));
        try {
            Files.write(file, lines.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Removes the file.
    public void clear() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The number of the sandbox that runs there.
    public Optional<Long> runningSandbox() {
        return lines().limit(1).flatMap(ProcessList::alive).map(ProcessHandle::pid).findFirst();
    }

    /// Ends them: the sandbox itself first, so that it can stop the rest in order; then by force.
    ///
    /// @return how many were found running
    public int end() {
        List<ProcessHandle> alive = lines().flatMap(ProcessList::alive).toList();
        runningSandbox().flatMap(ProcessHandle::of).ifPresent(ProcessList::endInOrder);
        alive.forEach(ProcessHandle::destroyForcibly);
        clear();
        return alive.size();
    }

    private static void endInOrder(ProcessHandle sandbox) {
        CompletableFuture<ProcessHandle> end = sandbox.onExit();
        sandbox.destroy();
        try {
            end.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            sandbox.destroyForcibly();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the sandbox stops", e);
        }
    }

    private Stream<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file).stream() : Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(ProcessHandle process, String name) {
        return process.pid() + " " + startOf(process).toEpochMilli() + " " + name;
    }

    private static Stream<ProcessHandle> alive(String line) {
        String[] fields = line.split(" ", 3);
        Instant start = Instant.ofEpochMilli(Long.parseLong(fields[1]));
        return ProcessHandle.of(Long.parseLong(fields[0])).stream()
                .filter(ProcessHandle::isAlive)
                .filter(
                        process ->
                                Duration.between(start, startOf(process)).abs().compareTo(TOLERANCE)
                                        < 0);
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }
}
