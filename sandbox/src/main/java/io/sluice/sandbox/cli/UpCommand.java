package io.sluice.sandbox.cli;

import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SandboxOptions;
import io.sluice.sandbox.process.Child;
import io.sluice.sandbox.process.PartFailedException;
import io.sluice.sandbox.service.Service;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Starts a sandbox and stays until Ctrl-C, `sluice down`, or the death of a part.
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Start control plane, broker, git server and the services, and stay.")
final class UpCommand implements Callable<Integer> {

    @Mixin private SandboxArguments arguments = new SandboxArguments();

    @Override
    public Integer call() throws InterruptedException {
        try (var sandbox = Sandbox.start(withBuiltServices(arguments.options()))) {
            System.out.println("Running. Logs: " + sandbox.directory().resolve("logs"));
            System.out.println("End with Ctrl-C, or from elsewhere with: ./sluice down");
            awaitDeath(sandbox);
        }
        return 1;
    }

    private static SandboxOptions withBuiltServices(SandboxOptions options) {
        var services = EnumSet.allOf(Service.class);
        for (Service missing : Service.unbuilt(options.home())) {
            System.out.println(
                    "not started, because it is not built: "
                            + missing.module()
                            + " (no "
                            + options.home().relativize(missing.jar(options.home()))
                            + ")");
            services.remove(missing);
        }
        return options.withServices(services);
    }

    /// Ctrl-C and `down` end the JVM, whose exit stops the sandbox; this notices only a dead part.
    private static void awaitDeath(Sandbox sandbox) throws InterruptedException {
        var never = new CountDownLatch(1);
        while (sandbox.dead().isEmpty()) {
            never.await(1, TimeUnit.SECONDS);
        }
        Child first = sandbox.dead().getFirst();
        throw new PartFailedException(
                first.name() + " has died; the end of " + first.log() + ":\n" + first.tail(20));
    }
}
