package io.sluice.applier.unit;

import io.sluice.applier.inventory.Inventories;
import io.sluice.applier.plan.DeleteGuard;
import io.sluice.events.ApplyBlocked;
import io.sluice.events.ApplyFailed;
import io.sluice.events.ApplyOutcome;
import io.sluice.events.Context;
import io.sluice.events.ObjectId;
import io.sluice.events.RenderedObject;
import io.sluice.events.protocol.Slots.Filled;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Holds back a desired state that would delete too much, until somebody confirms it.
public final class Confirmation {

    private Confirmation() {}

    /// The decision, if it may be carried out; otherwise what is said instead.
    ///
    /// @param usual limit of units that name none
    /// @param inventory as it is stored now
    /// @param answered the unit's newest `#apply`, if any
    /// @param moves whether an object goes to another unit instead of being deleted
    public static Decision demand(
            Decision decision,
            DeleteGuard usual,
            List<ObjectId> inventory,
            @Nullable Filled<ApplyOutcome> answered,
            Predicate<ObjectId> moves) {
        if (!(decision instanceof Decision.Converge converge) || !converge.live().spec().prunes()) {
            return decision;
        }
        Context context = converge.desired().context();
        String digest = converge.desired().manifests().digest();
        Declaration.Deletions deletions = converge.live().deletions();
        Optional<String> problem =
                Optional.ofNullable(deletions.limit()).flatMap(DeleteGuard::problem);
        if (problem.isPresent()) {
            return once(
                    context,
                    new ApplyFailed(
                            digest,
                            "ReconciliationFailed",
                            "annotation %s: %s".formatted(DeleteGuard.ANNOTATION, problem.get()),
                            List.of(),
                            List.of()),
                    answered);
        }
        String limit = deletions.limit();
        DeleteGuard guard = limit == null ? usual : DeleteGuard.parse(limit);
        List<ObjectId> deleted = deleted(converge, inventory, moves);
        if (!guard.holds(deleted.size(), inventory.size())
                || deletions.confirms(context.revision(), digest)) {
            return decision;
        }
        String revision = context.revision();
        String message =
                guard.message(
                        deleted,
                        inventory.size(),
                        "kustomization/%s -n %s"
                                .formatted(
                                        converge.live().unit().name(),
                                        converge.live().unit().namespace()),
                        revision == null ? digest : revision);
        return once(
                context,
                new ApplyBlocked(digest, ApplyBlocked.Reason.DELETE_GUARD, message, List.of()),
                answered);
    }

    private static List<ObjectId> deleted(
            Decision.Converge converge, List<ObjectId> inventory, Predicate<ObjectId> moves) {
        List<ObjectId> desired =
                converge.desired().manifests().objects().stream().map(RenderedObject::id).toList();
        return Inventories.stale(inventory, desired).stream().filter(moves.negate()).toList();
    }

    private static Decision once(
            Context context, ApplyOutcome outcome, @Nullable Filled<ApplyOutcome> answered) {
        boolean said =
                answered != null
                        && answered.context().request().covers(context.request())
                        && outcome.equals(answered.outcome());
        return said
                ? new Decision.Rest("it waits for a confirmation of its deletions")
                : new Decision.Answer(context, outcome);
    }
}
