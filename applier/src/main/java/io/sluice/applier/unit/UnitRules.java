package io.sluice.applier.unit;

import io.sluice.applier.plan.IgnoreRules;
import io.sluice.events.Applied;
import io.sluice.events.ApplyBlocked;
import io.sluice.events.ApplyFailed;
import io.sluice.events.ApplyOutcome;
import io.sluice.events.ApplySkipped;
import io.sluice.events.Context;
import io.sluice.events.protocol.DesiredState;
import io.sluice.events.protocol.Slots.Filled;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides what a unit does next: the resource commands, the log informs.
public final class UnitRules {

    private UnitRules() {}

    /// The next thing to do; the same situation always gives the same decision.
    public static Decision decide(Situation situation) {
        Optional<Declaration> found = situation.live();
        if (found.isEmpty()) {
            return new Decision.Drop();
        }
        Declaration live = found.get();
        if (live.lifecycle().deleting()) {
            return live.lifecycle().finalized()
                    ? new Decision.Retire(live)
                    : new Decision.Rest("it is being deleted");
        }
        if (!situation.knowing()) {
            return new Decision.Rest("the log is not read to its end");
        }
        Filled<ApplyOutcome> answered = situation.answered();
        if (answered != null && goesBackwards(live, situation.desired(), answered)) {
            return askAgain(situation.desired(), answered);
        }
        return switch (situation.desired()) {
            case DesiredState.None _ -> new Decision.Rest("nothing is desired");
            case DesiredState.BodyMissing missing ->
                    answerOnce(
                            missing.context(),
                            ApplyFailed.bodyMissing(missing.digest()),
                            answered,
                            "the manifests are missing");
            case DesiredState.Complete complete -> onComplete(situation, live, complete);
        };
    }

    private static Decision onComplete(
            Situation situation, Declaration live, DesiredState.Complete desired) {
        Filled<ApplyOutcome> answered = situation.answered();
        Context context = desired.context();
        if (!context.uid().equals(live.uid())) {
            var skipped =
                    new ApplySkipped(
                            ApplySkipped.Reason.OTHER_UID,
                            "the manifests belong to an earlier resource of this name");
            return answerOnce(context, skipped, answered, "the manifests are another resource's");
        }
        if (context.generation() > live.generation()) {
            return new Decision.Rest("the watch is behind: the newer resource is on its way");
        }
        if (live.lifecycle().suspended()) {
            var skipped = new ApplySkipped(ApplySkipped.Reason.SUSPENDED, "spec.suspend is true");
            return answerOnce(context, skipped, answered, "it is suspended");
        }
        if (context.generation() < live.generation()) {
            return new Decision.Rest("the request for the newer spec is on its way");
        }
        if (situation.backwards()) {
            return new Decision.Answer(
                    context, ApplyFailed.bodyMissing(desired.manifests().digest()));
        }
        boolean open = isOpen(desired, answered);
        if (!open && answered != null) {
            Decision settled = onAnswered(situation, live, desired, answered.outcome());
            if (settled != null) {
                return settled;
            }
        }
        Optional<String> unsupported = unsupported(live, desired);
        if (unsupported.isPresent()) {
            var failed =
                    new ApplyFailed(
                            desired.manifests().digest(),
                            "ReconciliationFailed",
                            unsupported.get(),
                            List.of(),
                            List.of());
            return answerOnce(context, failed, answered, unsupported.get());
        }
        return onDependencies(situation, live, desired);
    }

    private static Decision onDependencies(
            Situation situation, Declaration live, DesiredState.Complete desired) {
        return switch (situation.dependencies()) {
            case DependencyVerdict.Fulfilled _ -> new Decision.Converge(live, desired, true);
            case DependencyVerdict.Invalid invalid ->
                    answerOnce(
                            desired.context(),
                            ApplyFailed.invalidExpression(
                                    desired.manifests().digest(), invalid.message()),
                            situation.answered(),
                            invalid.message());
            case DependencyVerdict.Unfulfilled unfulfilled -> {
                var blocked =
                        new ApplyBlocked(
                                desired.manifests().digest(),
                                unfulfilled.isCycle()
                                        ? ApplyBlocked.Reason.CYCLE
                                        : ApplyBlocked.Reason.DEPENDENCY_NOT_READY,
                                unfulfilled.message(),
                                unfulfilled.units());
                Filled<ApplyOutcome> answered = situation.answered();
                boolean said =
                        answered != null
                                && !isOpen(desired, answered)
                                && blocked.equals(answered.outcome());
                yield said
                        ? new Decision.Rest(unfulfilled.message())
                        : new Decision.Answer(desired.context(), blocked);
            }
        };
    }

    /// What follows from an answer to this very request; null if it is to be tried again.
    private static @Nullable Decision onAnswered(
            Situation situation,
            Declaration live,
            DesiredState.Complete desired,
            ApplyOutcome outcome) {
        return switch (outcome) {
            case Applied _ ->
                    situation.verified()
                            ? new Decision.Rest("it is converged")
                            : new Decision.Converge(live, desired, false);
            case ApplyFailed _ -> new Decision.Rest("it failed; the next request tries again");
            case ApplySkipped skipped ->
                    skipped.reason() == ApplySkipped.Reason.OTHER_UID
                            ? null
                            : new Decision.Rest("it was skipped; resuming makes a request");
            case ApplyBlocked _ -> null;
        };
    }

    private static boolean isOpen(DesiredState desired, @Nullable Filled<ApplyOutcome> answered) {
        return answered == null || !answered.context().request().covers(desired.request());
    }

    /// The desired state is older than what was answered: a part of the log is lost (protocol 5).
    private static boolean goesBackwards(
            Declaration live, DesiredState desired, Filled<ApplyOutcome> answered) {
        return !(desired instanceof DesiredState.None)
                && answered.context().uid().equals(live.uid())
                && answered.context().request().isAfter(desired.request());
    }

    private static Decision askAgain(DesiredState desired, Filled<ApplyOutcome> answered) {
        boolean asked =
                answered.outcome() instanceof ApplyFailed failed
                        && failed.reason().equals(ApplyFailed.BODY_MISSING);
        String digest =
                switch (desired) {
                    case DesiredState.Complete complete -> complete.manifests().digest();
                    case DesiredState.BodyMissing missing -> missing.digest();
                    case DesiredState.None _ -> "";
                };
        return asked
                ? new Decision.Rest("the manifests are asked for again")
                : new Decision.Answer(answered.context(), ApplyFailed.bodyMissing(digest));
    }

    private static Decision answerOnce(
            Context context,
            ApplyOutcome outcome,
            @Nullable Filled<ApplyOutcome> answered,
            String why) {
        return answered != null && answered.context().request().covers(context.request())
                ? new Decision.Rest(why)
                : new Decision.Answer(context, outcome);
    }

    private static Optional<String> unsupported(Declaration live, DesiredState.Complete desired) {
        Optional<String> obstacle = live.obstacle();
        if (obstacle.isPresent()) {
            return obstacle;
        }
        return IgnoreRules.problem(desired.spec().ignore());
    }
}
