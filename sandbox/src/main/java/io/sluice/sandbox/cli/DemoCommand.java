package io.sluice.sandbox.cli;

import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.demo.OwnRepository;
import io.sluice.sandbox.demo.Patience;
import io.sluice.sandbox.demo.Stage;
import io.sluice.sandbox.demo.Story;
import io.sluice.sandbox.process.PartFailedException;
import io.sluice.sandbox.service.Service;
import java.nio.file.Path;
import java.time.Duration;
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
    public Integer call() throws InterruptedException {
        var options = arguments.options();
        List<Service> unbuilt = Service.unbuilt(options.home());
        if (!unbuilt.isEmpty()) {
            throw new PartFailedException(
                    "the demo needs all four services; not built: "
                            + unbuilt.stream()
                                    .map(Service::module)
                                    .collect(Collectors.joining(", ")));
        }
        long began = System.nanoTime();
        try (var sandbox = Sandbox.start(options);
                var stage = new Stage(sandbox)) {
            System.out.println("The sandbox stands after " + since(began));
            if (repository == null) {
                new Story(stage, System.out).tell();
            } else {
                new OwnRepository(stage, System.out).follow(repository, path.toString());
            }
            System.out.println("Told in " + since(began) + ", the sandbox's start included.");
            if (!once) {
                printAddresses(sandbox);
                sandbox.awaitDeath();
            }
        }
        return 0;
    }

    private static String since(long moment) {
        return Patience.seconds(Duration.ofNanos(System.nanoTime() - moment));
    }

    private static void printAddresses(Sandbox sandbox) {
        System.out.println();
        System.out.println("Everything stays up until Ctrl-C or ./sluice down:");
        System.out.println(
                "  REST     " + sandbox.service(Service.STATUS_PROJECTOR).url() + "/api/v1/units");
        System.out.println("  git      " + sandbox.git().url(Stage.NAME));
        System.out.println("  broker   " + sandbox.broker().bootstrapServers());
        System.out.println("  cluster  export KUBECONFIG=" + sandbox.cluster().kubeconfig());
        System.out.println("  logs     " + sandbox.directory().resolve("logs"));
    }
}
