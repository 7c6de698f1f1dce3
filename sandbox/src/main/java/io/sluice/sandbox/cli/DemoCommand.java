package io.sluice.sandbox.cli;

import io.sluice.sandbox.process.PartFailedException;
import io.sluice.sandbox.service.Service;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A commit converges a cluster, before your eyes.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Push a sample repository and watch the cluster converge.")
final class DemoCommand implements Callable<Integer> {

    @Mixin private SandboxArguments arguments = new SandboxArguments();

    @Option(names = "--once", description = "End when the story has been told.")
    private boolean once;

    @Option(
            names = "--repository",
            paramLabel = "URL",
            description = "Your repository instead of the sample.")
    private @Nullable String repository;

    @Option(
            names = "--path",
            paramLabel = "DIR",
            defaultValue = "./",
            description = "The directory in your repository; ${DEFAULT-VALUE} by default.")
    private Path path = Path.of("./");

    @Override
    public Integer call() {
        var options = arguments.options();
        List<Service> unbuilt = Service.unbuilt(options.home());
        if (!unbuilt.isEmpty()) {
            throw new PartFailedException(
                    "the demo needs all four services; not built: "
                            + unbuilt.stream()
                                    .map(Service::module)
                                    .collect(Collectors.joining(", ")));
        }
        throw new PartFailedException("the demo is not written yet");
    }
}
