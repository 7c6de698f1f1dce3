package io.sluice.sourcewatcher;

import io.sluice.api.source.SourceReasons;
import io.sluice.sourcewatcher.git.GitChecker;
import io.sluice.sourcewatcher.source.Check;
import io.sluice.sourcewatcher.source.CheckOutcome;
import io.sluice.sourcewatcher.source.Origin;
import io.sluice.sourcewatcher.watch.Input;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs each check on a virtual thread of its own, and ends it when its time is over: a remote
/// that hangs delays nobody else.
final class Checks {

    private static final Logger LOG = LoggerFactory.getLogger(Checks.class);

    /// A remote may use all of its timeout; what was fetched must then still be packed.
    private static final Duration PACKING = Duration.ofSeconds(15);

    private final GitChecker git;
    private final Metrics metrics;
    private final Consumer<Input> inputs;

    Checks(GitChecker git, Metrics metrics, Consumer<Input> inputs) {
        this.git = git;
        this.metrics = metrics;
        this.inputs = inputs;
    }

    void start(Check check) {
        Thread.ofVirtual()
                .name("check-" + check.key())
                .start(() -> inputs.accept(new Input.Checked(check, await(check))));
    }

    private CheckOutcome await(Check check) {
        long begun = System.nanoTime();
        var result = new Result();
        Thread worker =
                Thread.ofVirtual()
                        .name("remote-" + check.key())
                        .start(() -> result.outcome = run(check));
        CheckOutcome outcome;
        try {
            boolean ended = worker.join(check.timeout().plus(PACKING));
            outcome = ended ? result.outcome : overdue(check);
        } catch (InterruptedException _) {
            outcome = overdue(check);
        }
        worker.interrupt();
        metrics.checked(check.key(), outcome, Duration.ofNanos(System.nanoTime() - begun));
        return outcome;
    }

    private CheckOutcome run(Check check) {
        try {
            return switch (check.origin()) {
                case Origin.Git origin ->
                        git.check(
                                check,
                                origin,
                                early -> inputs.accept(new Input.Checked(check, early)));
            };
        } catch (InterruptedException _) {
            return overdue(check);
        } catch (RuntimeException e) {
            String number = Long.toHexString(ThreadLocalRandom.current().nextLong());
            LOG.error("checking {} ended in a way nobody thought of ({})", check.key(), number, e);
            return failed(
                    "an internal error ended the check (%s: %s)"
                            .formatted(e.getClass().getSimpleName(), number));
        }
    }

    private static CheckOutcome overdue(Check check) {
        return failed(
                "the remote did not answer within spec.timeout (%d s)"
                        .formatted(check.timeout().toSeconds()));
    }

    private static CheckOutcome failed(String message) {
        return new CheckOutcome.Failed(
                SourceReasons.GIT_OPERATION_FAILED, message, "FetchFailed", false);
    }

    private static final class Result {
        volatile CheckOutcome outcome = failed("the check did not end");
    }
}
