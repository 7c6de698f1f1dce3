package io.sluice.sandbox.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// One running process of the sandbox. It does not outlive this JVM.
public final class Child implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Command command;
    private final Process process;

    private Child(Command command, Process process) {
        this.command = command;
        this.process = process;
    }

    /// Starts the command; its output is appended to the log.
    public static Child start(Command command) {
        try {
            Files.createDirectories(command.log().toAbsolutePath().getParent());
            Child child = new Child(command, Spawner.spawn(command));
            ExitHooks.add(child, child::kill);
            return child;
        } catch (IOException e) {
            throw new PartFailedException(
                    command.name() + " could not be started: " + e.getMessage(), e);
        }
    }

    /// What messages call it.
    public String name() {
        return command.name();
    }

    /// The file that gets its output.
    public Path log() {
        return command.log();
    }

    /// The operating system's number for it.
    public long pid() {
        return process.pid();
    }

    /// Whether it runs (or is paused).
    public boolean isAlive() {
        return process.isAlive();
    }

    /// When it was started, as the system tells.
    public Instant startedAt() {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    /// Memory and processor time taken so far.
    public Usage usage() {
        return Usage.of(process.toHandle());
    }

    /// Waits until the condition holds; fails when the process dies first or time is up.
    public void awaitReady(BooleanSupplier ready, Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        while (!ready.getAsBoolean()) {
            if (!process.isAlive()) {
                throw PartFailedException.of(this, "ended with exit code " + process.exitValue());
            }
            if (System.nanoTime() > end) {
                throw PartFailedException.of(
                        this, "is not ready after " + timeout.toSeconds() + " s");
            }
            pause(POLL);
        }
    }

    /// Waits for its end and returns its exit code; calls the observer now and then meanwhile.
    public int awaitEnd(Duration interval, Runnable observer) {
        while (!ended(interval)) {
            observer.run();
        }
        ExitHooks.remove(this);
        return process.exitValue();
    }

    /// Asks it to end, and kills it when the grace is over.
    public void stop(Duration grace) {
        // by its handle, because Process.destroy also closes its standard input
        process.toHandle().destroy();
        if (!ended(grace)) {
            kill();
        }
        ExitHooks.remove(this);
    }

    /// `kill -9`; returns when it is gone, also in a thread that has been interrupted.
    public void kill() {
        boolean interrupted = Thread.interrupted();
        process.destroyForcibly();
        boolean gone = ended(Duration.ofSeconds(10));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!gone) {
            throw PartFailedException.of(this, "does not end after kill -9");
        }
        ExitHooks.remove(this);
    }

    /// Stops it in its tracks (SIGSTOP).
    public void suspend() {
        signal("STOP");
    }

    /// Lets a suspended one go on (SIGCONT).
    public void resume() {
        signal("CONT");
    }

    /// The last lines of its log.
    public String tail(int lines) {
        try {
            List<String> all =
                    new String(Files.readAllBytes(command.log()), StandardCharsets.UTF_8)
                            .lines()
                            .toList();
            return all.stream()
                    .skip(Math.max(0, all.size() - lines))
                    .map(line -> "  | " + line)
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            return "  | (no log: " + e.getMessage() + ")";
        }
    }

    @Override
    public void close() {
        stop(Duration.ofSeconds(10));
    }

    private void signal(String name) {
        try {
            int code =
                    new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                            .redirectErrorStream(true)
                            .start()
                            .waitFor();
            if (code != 0) {
                throw PartFailedException.of(this, "did not take SIG" + name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private boolean ended(Duration within) {
        try {
            return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw interrupted(e);
        }
    }

    private void pause(Duration duration) {
        try {
            process.waitFor(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private IllegalStateException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for " + name(), cause);
    }
}
