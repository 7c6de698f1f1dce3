package io.sluice.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SandboxOptions;
import io.sluice.sandbox.controlplane.Audit;
import io.sluice.sandbox.demo.Patience;
import io.sluice.sandbox.demo.WorkingCopy;
import io.sluice.sandbox.kstatus.StatusRecorder;
import io.sluice.sandbox.process.WorkDirectory;
import io.sluice.sandbox.service.Service;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever happens on the way, the cluster ends as Git says, and nobody else's objects are touched.
///
/// `-Dsluice.chaos.seed=S[,S...]` and `-Dsluice.chaos.actions=N` repeat a run or try others.
@Tag("end-to-end")
final class ChaosIT {

    private static final int APPLIERS = 3;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    static LongStream seeds() {
        return Arrays.stream(System.getProperty("sluice.chaos.seed", "20261125").split(",", -1))
                .mapToLong(Long::parseLong);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void ends_as_git_says_whatever_happens_on_the_way(long seed) {
        int count = Integer.getInteger("sluice.chaos.actions", 60);
        ChaosPlan plan = ChaosPlan.of(seed, count, APPLIERS);
        Path folder = Path.of("target", "chaos").resolve(Long.toString(seed));
        WorkDirectory.delete(folder);
        say("seed %d, %d actions, logs in %s".formatted(seed, count, folder.resolve("logs")));
        try (Sandbox sandbox = Sandbox.start(options(folder));
                var statuses = StatusRecorder.watching(sandbox.cluster().client())) {
            URI url = sandbox.git().createRepository("chaos");
            try (var repository = new Repository(WorkingCopy.create(folder.resolve("copy"), url))) {
                var carrier = new Carrier(sandbox, repository);
                carrier.begin(plan.beginning(), url.toString());
                awaitEqual(sandbox, carrier, plan.beginning(), "before anything happens");
                carryOut(plan, carrier);
                sandbox.recordProcesses();
                awaitEqual(sandbox, carrier, plan.end(), "seed " + seed);
            }
            judge(sandbox, seed);
            assertThat(statuses.takeBroken()).as("statuses, seed %d", seed).isEmpty();
        }
    }

    private static void carryOut(ChaosPlan plan, Carrier carrier) {
        World world = plan.beginning();
        long began = System.nanoTime();
        int number = 0;
        for (ChaosPlan.Step step : plan.steps()) {
            world = world.after(step.action());
            carrier.carryOut(step.action(), world);
            Duration passed = Duration.ofNanos(System.nanoTime() - began);
            say("+%s %d %s".formatted(Patience.seconds(passed), number++, step.action()));
            Carrier.rest(step.restMillis());
        }
    }

    private static void awaitEqual(Sandbox sandbox, Carrier carrier, World world, String when) {
        Duration passed =
                Patience.until(
                        System.nanoTime(),
                        LIMIT,
                        () -> differences(sandbox, carrier, world).isEmpty(),
                        () ->
                                when
                                        + ":\n"
                                        + String.join("\n", differences(sandbox, carrier, world)));
        say("equal after %s (%s)".formatted(Patience.seconds(passed), when));
    }

    private static List<String> differences(Sandbox sandbox, Carrier carrier, World world) {
        return Verdict.differences(
                world,
                carrier.revision(),
                carrier.planted(),
                carrier.unlabelled(),
                Survey.of(sandbox.cluster().client()));
    }

    private static void judge(Sandbox sandbox, long seed) {
        var witness = new Witness(sandbox.controlPlane().orElseThrow().auditLog());
        assertThat(witness.applies()).isPositive();
        assertThat(witness.backwards()).as("sent backwards, seed %d", seed).isEmpty();
        assertThat(witness.foreignDeletions()).as("deleted, seed %d", seed).isEmpty();
        sandbox.processes(Service.APPLIER)
                .forEach(
                        applier ->
                                assertThat(Witness.backwards(applier.process().log()))
                                        .as("applied backwards, seed %d", seed)
                                        .isEmpty());
        say("%d applies, none of them backwards".formatted(witness.applies()));
    }

    private static SandboxOptions options(Path folder) {
        Path home = Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());
        return SandboxOptions.of(home)
                .in(folder)
                .withAuditLog(Audit.BODIES)
                .withProcesses(Service.APPLIER, APPLIERS)
                .reportingTo(ChaosIT::say);
    }

    private static void say(String line) {
        System.out.println("  " + line);
    }
}
