package io.sluice.sandbox.flux;

import io.sluice.sandbox.controlplane.Binaries;
import io.sluice.sandbox.controlplane.Component;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs the real `flux` as a user of a cluster would.
final class FluxCommand {

    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final Path program;
    private final Path kubeconfig;
    private final Path directory;
    private final Path home;

    /// @param directory where it is typed
    /// @param home where it keeps what it keeps
    FluxCommand(Path kubeconfig, Path directory, Path home) {
        this.program =
                Binaries.ofFlux(System.err::println)
                        .require(EnumSet.of(Component.FLUX))
                        .resolve(Component.FLUX.program());
        this.kubeconfig = kubeconfig;
        this.directory = directory;
        this.home = home;
    }

    /// What it said, on both streams in order, and how it ended.
    record Answer(String text, int exit) {}

    /// Types words without quotes.
    Answer run(String arguments) {
        return run(List.of(arguments.split(" ", -1)));
    }

    Answer run(List<String> arguments) {
        var line = new ArrayList<String>(List.of(program.toString()));
        line.addAll(arguments);
        File output = home.resolve("flux-output").toFile();
        try {
            var builder = new ProcessBuilder(line).directory(directory.toFile());
            builder.environment().put("KUBECONFIG", kubeconfig.toString());
            builder.environment().put("HOME", home.toString());
            Process process = builder.redirectErrorStream(true).redirectOutput(output).start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            String text = Files.readString(output.toPath(), StandardCharsets.UTF_8);
            return new Answer(ended ? text : text + "(still running)\n", process.exitValue());
        } catch (IOException e) {
            throw new AssertionError("flux could not be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while flux ran", e);
        }
    }
}
