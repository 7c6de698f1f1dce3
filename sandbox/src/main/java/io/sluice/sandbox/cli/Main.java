package io.sluice.sandbox.cli;

import io.sluice.sandbox.process.PartFailedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// What the launcher `sluice` runs for the verbs that need the sandbox.
@Command(
        name = "sluice",
        description = "A GitOps engine on one machine.",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            DemoCommand.class,
            BenchCommand.class,
            TrainCommand.class
        })
public final class Main {

    private Main() {}

    /// Runs one verb; the exit code is not zero when it failed.
    public static void main(String[] arguments) {
        System.exit(
                new CommandLine(new Main())
                        .setExecutionExceptionHandler((failure, _, _) -> report(failure))
                        .execute(arguments));
    }

    /// A part that failed has said it all in its message; anything else is a fault of ours.
    private static int report(Exception failure) {
        if (failure instanceof PartFailedException) {
            System.err.println("sluice: " + failure.getMessage());
            if (System.getenv("SLUICE_DEBUG") != null) {
                failure.printStackTrace();
            }
        } else {
            failure.printStackTrace();
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
