package io.sluice.sandbox.cli;

import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.demo.Stage;
import io.sluice.sandbox.process.PartFailedException;
import io.sluice.sandbox.service.Service;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Runs the sample once, so that every JVM learns what it needs and writes it down for its next
/// start. The launcher does this after a build, with an empty folder for what will be written.
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        hidden = true,
        description = "Make the caches that let everything start faster.")
final class TrainCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        var options =
                new SandboxArguments()
                        .options()
                        .recording()
                        .reportingTo(line -> System.err.println("  " + line));
        if (!Service.unbuilt(options.home()).isEmpty()) {
            return 0;
        }
        try (var sandbox = Sandbox.start(options);
                var stage = new Stage(sandbox)) {
            play(stage);
        }
        List<?> written = options.caches().publish();
        System.err.println("  " + written.size() + " caches written");
        return 0;
    }

    /// What is learnt counts, not whether the cluster converges: the demo will tell.
    private static void play(Stage stage) {
        try {
            stage.awaitConverged(stage.open());
            stage.homelab().bump("wiki", "2.5.309");
            stage.awaitConverged(stage.push("Update the wiki"));
        } catch (PartFailedException e) {
            System.err.println("  " + e.getMessage());
        }
    }
}
