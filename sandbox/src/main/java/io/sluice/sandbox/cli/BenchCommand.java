package io.sluice.sandbox.cli;

import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.bench.PipelineBench;
import io.sluice.sandbox.bench.PipelineBench.Part;
import java.util.Set;
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
            defaultValue = "1000",
            description = "Units in the repository; ${DEFAULT-VALUE} by default.")
    private int units;

    @Option(
            names = "--times",
            defaultValue = "20",
            description = "How often to measure each thing; ${DEFAULT-VALUE} by default.")
    private int times;

    @Option(
            names = "--parts",
            split = ",",
            description =
                    "What to measure beside the install (${COMPLETION-CANDIDATES}); all by default.")
    private Set<Part> parts = Part.all();

    @Override
    public Integer call() {
        // A table on standard output, what is being started beside it.
        var options =
                arguments
                        .options()
                        .withAuditLog()
                        .reportingTo(line -> System.err.println("  " + line));
        try (var sandbox = Sandbox.start(options)) {
            new PipelineBench(sandbox, units, System.out).run(parts, times);
        }
        return 0;
    }
}
