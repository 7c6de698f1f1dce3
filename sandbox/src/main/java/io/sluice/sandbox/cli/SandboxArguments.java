package io.sluice.sandbox.cli;

import io.sluice.sandbox.SandboxOptions;
import io.sluice.sandbox.SandboxOptions.Part;
import io.sluice.sandbox.process.ProcessList;
import io.sluice.sandbox.process.WorkDirectory;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of every verb that starts a sandbox.
public final class SandboxArguments {

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "Use the cluster of this file instead of a control plane of its own.")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--audit",
            description = "Write an audit log of the API server's requests to logs/audit.log.")
    private boolean audited;

    @Option(
            names = "--port",
            paramLabel = "PART=PORT",
            description =
                    "Give a part a port (${COMPLETION-CANDIDATES}); the others get free ones.")
    private Map<Part, Integer> ports = new EnumMap<>(Part.class);

    /// A sandbox in the checkout's own folder, empty but for what it makes.
    public SandboxOptions options() {
        Path folder = Home.sandbox();
        if (ProcessList.in(folder).runningSandbox().isEmpty()) {
            WorkDirectory.delete(folder);
        }
        var options =
                SandboxOptions.of(Home.checkout())
                        .in(folder)
                        .reportingTo(line -> System.out.println("  " + line));
        if (kubeconfig != null) {
            options = options.onCluster(kubeconfig);
        }
        if (audited) {
            options = options.withAuditLog();
        }
        for (var port : ports.entrySet()) {
            options = options.withPort(port.getKey(), port.getValue());
        }
        return options;
    }
}
