package io.sluice.sandbox.cli;

import io.sluice.sandbox.process.PartFailedException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Measures latency, requests and memory on this machine.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measure push to change, requests, start and memory.")
final class BenchCommand implements Callable<Integer> {

    @Mixin private SandboxArguments arguments = new SandboxArguments();

    @Option(
            names = "--units",
            defaultValue = "200",
            description = "Units in the repository; ${DEFAULT-VALUE} by default.")
    private int units;

    @Option(
            names = "--commits",
            defaultValue = "20",
            description = "Commits to measure; ${DEFAULT-VALUE} by default.")
    private int commits;

    @Override
    public Integer call() {
        throw new PartFailedException("the benchmark is not written yet");
    }
}
