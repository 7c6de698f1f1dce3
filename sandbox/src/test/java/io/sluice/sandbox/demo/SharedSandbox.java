package io.sluice.sandbox.demo;

import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SandboxOptions;
import io.sluice.sandbox.kstatus.StatusRecorder;
import io.sluice.sandbox.process.WorkDirectory;
import java.nio.file.Path;
import java.util.Objects;

/// One sandbox for all end-to-end tests of a JVM; it ends with the JVM.
final class SharedSandbox {

    private static final class Holder {
        static final Sandbox SANDBOX = start();
        static final StatusRecorder STATUSES = StatusRecorder.watching(SANDBOX.cluster().client());
        static final Stage STAGE = new Stage(SANDBOX);
    }

    private SharedSandbox() {}

    /// Without what an earlier run left behind.
    private static Sandbox start() {
        Path folder = Path.of("target", "end-to-end");
        WorkDirectory.delete(folder);
        return Sandbox.start(
                SandboxOptions.of(home())
                        .in(folder)
                        .withAuditLog()
                        .reportingTo(line -> System.out.println("  " + line)));
    }

    static Sandbox sandbox() {
        return Holder.SANDBOX;
    }

    /// The stage with the sample repository, which the tests of one class open.
    static Stage stage() {
        return Holder.STAGE;
    }

    /// Checks every status that is written.
    static StatusRecorder statuses() {
        return Holder.STATUSES;
    }

    static Path home() {
        return Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());
    }
}
