package io.sluice.sandbox.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Starts processes so that they die with this JVM, even when it is killed with -9.
///
/// Linux sends the parent-death signal when the *thread* that started the child ends, so one thread
/// starts them all and lives as long as the JVM. `setsid` keeps a terminal's Ctrl-C away from the
/// children: they are stopped in order instead. Elsewhere neither command exists, and `down` cleans
/// up what a killed sandbox leaves.
final class Spawner {

    private static final ThreadPoolExecutor THREAD =
            new ThreadPoolExecutor(
                    1,
                    1,
                    Long.MAX_VALUE,
                    TimeUnit.NANOSECONDS,
                    new LinkedBlockingQueue<>(),
                    task -> Thread.ofPlatform().daemon().name("spawner").unstarted(task));
    private static final List<String> PREFIX = prefix();

    private Spawner() {}

    static Process spawn(Command command) throws IOException {
        var line = new ArrayList<>(PREFIX);
        line.addAll(command.line());
        var builder =
                new ProcessBuilder(line)
                        .directory(command.directory().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(command.log().toFile()));
        builder.environment().putAll(command.environment());
        try {
            return CompletableFuture.supplyAsync(() -> start(builder), THREAD).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof PartFailedException failure
                    && failure.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new PartFailedException("not started", e);
        }
    }

    private static List<String> prefix() {
        var prefix = new ArrayList<String>();
        if (isOnPath("setpriv")) {
            prefix.addAll(List.of("setpriv", "--pdeathsig", "KILL", "--"));
        }
        if (isOnPath("setsid")) {
            prefix.add("setsid");
        }
        return List.copyOf(prefix);
    }

    private static boolean isOnPath(String program) {
        String path = System.getenv("PATH");
        if (path == null) {
            return false;
        }
        return List.of(path.split(File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
