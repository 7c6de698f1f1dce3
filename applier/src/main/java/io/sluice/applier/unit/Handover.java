package io.sluice.applier.unit;

import io.sluice.events.Context;
import io.sluice.events.ObjectId;
import io.sluice.events.RenderAnswer;
import io.sluice.events.RenderDeferred;
import io.sluice.events.RenderFailed;
import io.sluice.events.RenderWaiting;
import io.sluice.events.Rendered;
import io.sluice.events.ResourceKey;
import io.sluice.events.protocol.Slots;
import io.sluice.events.protocol.Slots.Filled;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Objects that left a unit may be on their way into another one: they are not deleted before the
/// other had its chance to take them (protocol 3).
public final class Handover {

    private Handover() {}

    /// What is known of the other units.
    public interface Others {
        /// Whether all desired states were read to their end.
        boolean isKnown();

        /// The live resources of all units.
        List<Declaration> declarations();

        /// What became of a unit.
        Slots slots(ResourceKey unit);

        /// Whether the newest desired state of a unit holds an object.
        boolean claims(Declaration unit, ObjectId object);
    }

    /// The unit whose labels a live object carries.
    public interface Owners {
        Optional<ResourceKey> of(ObjectId object);
    }

    /// What the deletion of objects has to wait for.
    ///
    /// @param why for the log
    /// @param unit whose news may end the wait; empty if any may
    public record Awaited(String why, Optional<ResourceKey> unit) {

        private static Awaited of(Declaration unit, String why) {
            return new Awaited(why, Optional.of(unit.unit()));
        }

        @Override
        public String toString() {
            return why;
        }
    }

    /// What the deletion of objects has to wait for; empty if it may begin.
    ///
    /// @param context of the desired state the objects left
    public static Optional<Awaited> awaited(
            Declaration unit, Context context, List<ObjectId> stale, Others others, Owners owners) {
        if (!others.isKnown()) {
            return Optional.of(
                    new Awaited(
                            "the desired states of the other units are not read yet",
                            Optional.empty()));
        }
        for (Declaration other : others.declarations()) {
            if (isPeer(other, unit) && isOpen(other, context, others)) {
                return Optional.of(Awaited.of(other, other.unit() + " is not rendered yet"));
            }
        }
        for (ObjectId object : stale) {
            Optional<Declaration> heir = heir(unit, object, others);
            boolean ours = owners.of(object).filter(unit.unit()::equals).isPresent();
            if (heir.isPresent() && ours) {
                return Optional.of(
                        Awaited.of(heir.get(), object + " goes to " + heir.get().unit()));
            }
        }
        return Optional.empty();
    }

    /// The unit that an object is about to go to.
    public static Optional<Declaration> heir(Declaration unit, ObjectId object, Others others) {
        return others.declarations().stream()
                .filter(other -> isActive(other, unit) && isInSameCluster(other, unit))
                .filter(other -> others.claims(other, object))
                .findFirst();
    }

    private static boolean isPeer(Declaration other, Declaration unit) {
        return isActive(other, unit) && other.source().equals(unit.source());
    }

    /// A unit that is suspended or being deleted takes nothing.
    private static boolean isActive(Declaration other, Declaration unit) {
        return !other.unit().equals(unit.unit()) && !other.isAtRest();
    }

    private static boolean isInSameCluster(Declaration other, Declaration unit) {
        return Objects.equals(other.spec().kubeConfig(), unit.spec().kubeConfig());
    }

    /// Whether the other unit's part of our revision is still to come. A request made after ours
    /// is about this revision or a later one.
    private static boolean isOpen(Declaration other, Context context, Others others) {
        Filled<RenderAnswer> answer = others.slots(other.unit()).ofUid(other.uid()).render();
        if (answer == null) {
            return true;
        }
        return switch (answer.outcome()) {
            case RenderFailed _, RenderWaiting _ -> false;
            case RenderDeferred _ -> true;
            case Rendered _ ->
                    !Objects.equals(answer.context().revision(), context.revision())
                            && !answer.context().request().isAfter(context.request());
        };
    }
}
