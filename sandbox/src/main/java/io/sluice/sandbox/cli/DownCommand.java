package io.sluice.sandbox.cli;

import io.sluice.sandbox.process.ProcessList;
import picocli.CommandLine.Command;

/// Ends the sandbox of this checkout, and whatever a killed one has left.
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Stop what `up` or `demo` left running.")
final class DownCommand implements Runnable {

    @Override
    public void run() {
        int ended = ProcessList.in(Home.sandbox()).end();
        System.out.println(ended == 0 ? "nothing was running" : "stopped");
    }
}
