package io.sluice.sandbox.cli;

import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.bench.PipelineBench;
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
        System.out.println("| what | figure |");
        System.out.println("|---|---|");
        for (int count : units == 1 ? new int[] {1} : new int[] {1, units}) {
            // A table on standard output, what is being started beside it.
            var options =
                    arguments
                            .options()
                            .withAuditLog()
                            .reportingTo(line -> System.err.println("  " + line));
            try (var sandbox = Sandbox.start(options)) {
                var bench = new PipelineBench(sandbox, System.out);
                bench.commits(count, commits);
                bench.otherLoad();
                bench.services();
            }
        }
        return 0;
    }
}
