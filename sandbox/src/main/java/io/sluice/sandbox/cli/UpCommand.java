package io.sluice.sandbox.cli;

import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SandboxOptions;
import io.sluice.sandbox.service.Service;
import java.util.EnumSet;
import java.util.concurrent.Callable;
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
            sandbox.awaitDeath();
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
}
