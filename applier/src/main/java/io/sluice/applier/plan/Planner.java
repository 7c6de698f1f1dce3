package io.sluice.applier.plan;

import io.sluice.api.kustomize.ObjectSwitches.ApplyMode;
import io.sluice.applier.drift.Baseline;
import io.sluice.applier.drift.Coverage;
import io.sluice.applier.drift.Differences;
import io.sluice.applier.drift.Leftovers;
import io.sluice.applier.drift.Seen;
import io.sluice.events.DriftDetected;
import io.sluice.events.ObjectId;
import io.sluice.events.ResourceKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides for one object whether anything has to be sent.
///
/// @param unit the owner
/// @param revision that is being applied
/// @param stamps whether objects are stamped
/// @param leftovers of others that an apply cleans up
/// @param remote whether the objects are in another cluster, where we do not stand in for Flux
public record Planner(
        ResourceKey unit,
        @Nullable String revision,
        boolean stamps,
        Leftovers leftovers,
        boolean remote) {

    /// With the usual leftovers, in our own cluster.
    public Planner(ResourceKey unit, @Nullable String revision, boolean stamps) {
        this(unit, revision, stamps, Leftovers.USUAL, false);
    }

    private static final String PART_OF = "app.kubernetes.io/part-of";
    private static final List<String> SUPERSEDED =
            List.of("source-controller", "kustomize-controller");

    /// What is known of the live object.
    public interface View {
        /// As last seen, if it was.
        Optional<Seen> live(ObjectId id);

        /// As we last wrote it, if we did.
        Optional<Baseline> baseline(ObjectId id);
    }

    /// What is done for the object.
    public Step plan(DesiredObject object, View view) {
        Optional<Seen> live = view.live(object.id());
        Optional<String> exempt = exemption(object, live);
        if (exempt.isPresent()) {
            return new Step.Skip(object.id(), exempt.get(), Optional.empty());
        }
        Optional<Baseline> baseline = view.baseline(object.id());
        if (object.switches().mode() == ApplyMode.IF_NOT_PRESENT) {
            return live.isPresent()
                    ? new Step.Skip(
                            object.id(),
                            "it is there, and annotated ssa: IfNotPresent",
                            Optional.of(object.baseline(live.get())))
                    : new Step.Create(object, fresh(object));
        }
        if (live.isPresent()) {
            Seen seen = live.get();
            if (baseline.isPresent()) {
                if (holds(baseline.get(), object, seen)) {
                    return new Step.Keep(object.id(), baseline.get());
                }
            } else if (isAdoptable(object, seen)) {
                return new Step.Keep(object.id(), object.baseline(seen));
            }
        }
        return new Step.Apply(object, stamp(object, live, baseline));
    }

    /// How the live object differs from this very content as we wrote it; empty if it is another
    /// content that has to be applied.
    public Optional<DriftDetected> drift(DesiredObject object, View view) {
        Optional<Seen> live = view.live(object.id());
        Optional<Baseline> baseline = view.baseline(object.id());
        if (baseline.isPresent()) {
            return baseline.filter(held -> held.digest().equals(object.stamp()))
                    .flatMap(held -> Differences.between(object.id(), held, live, object.secret()));
        }
        return live.flatMap(
                seen ->
                        Differences.sinceStamped(
                                object.ignored().without(object.body()),
                                object.stamp(),
                                seen,
                                object.secret()));
    }

    /// Whether the live object is as we last wrote it, for the same content.
    private boolean holds(Baseline baseline, DesiredObject object, Seen live) {
        return baseline.digest().equals(object.stamp())
                && baseline.uid().equals(live.uid())
                && live.fingerprint().changedSince(baseline.fingerprint()).isEmpty()
                && unit.equals(live.owner())
                && isClean(object, live);
    }

    /// Whether nobody left anything on the live object that an apply would clean up.
    private boolean isClean(DesiredObject object, Seen live) {
        return !leftovers.isAmong(live.traces()) || keepsLeftovers(object, Optional.of(live));
    }

    /// Whether others' fields stay on the object (`ssa: Merge`).
    public static boolean keepsLeftovers(DesiredObject object, Optional<Seen> live) {
        return object.switches().mode() == ApplyMode.MERGE
                || live.map(seen -> seen.switches().mode() == ApplyMode.MERGE).orElse(false);
    }

    /// Whether the live object is what we would send, by its stamp and by what our entry owns.
    private boolean isAdoptable(DesiredObject object, Seen live) {
        return stamps
                && object.stamp().equals(live.stamp().digest())
                && unit.equals(live.owner())
                && !live.deleting()
                && isClean(object, live)
                && live.fields() != null
                && Coverage.isComplete(object.ignored().without(object.body()), live.fields());
    }

    /// The stamps change only when the object's own content does, so that taking over from Flux
    /// and repairing drift leave them as they are.
    private Seen.Stamp stamp(
            DesiredObject object, Optional<Seen> live, Optional<Baseline> baseline) {
        boolean sameContent =
                baseline.map(held -> held.digest().equals(object.stamp())).orElse(false);
        boolean unstamped = sameContent && !baseline.map(Baseline::isStamped).orElse(false);
        if (live.isEmpty()) {
            return unstamped ? Seen.Stamp.NONE : fresh(object);
        }
        Seen seen = live.get();
        if (object.stamp().equals(seen.stamp().digest())) {
            return stamps ? kept(object, seen, baseline) : Seen.Stamp.NONE;
        }
        boolean takeover =
                !seen.stamp().isPresent()
                        && seen.fields() != null
                        && unit.equals(seen.owner())
                        && (baseline.isEmpty() || unstamped);
        return takeover ? Seen.Stamp.NONE : fresh(object);
    }

    /// What we remember counts more than what somebody may have forged.
    private static Seen.Stamp kept(DesiredObject object, Seen live, Optional<Baseline> baseline) {
        return baseline.map(Baseline::stamp)
                .filter(held -> object.stamp().equals(held.digest()))
                .orElse(live.stamp());
    }

    private Seen.Stamp fresh(DesiredObject object) {
        return stamps ? new Seen.Stamp(revision, object.stamp()) : Seen.Stamp.NONE;
    }

    /// Whether the object itself says, or we know, that it is not ours to write.
    public boolean isExempt(DesiredObject object) {
        return exemption(object, Optional.empty()).isPresent();
    }

    private Optional<String> exemption(DesiredObject object, Optional<Seen> live) {
        var switches = object.switches();
        if (!switches.reconcile() || live.map(seen -> !seen.switches().reconcile()).orElse(false)) {
            return Optional.of("it is annotated reconcile: disabled");
        }
        if (switches.mode() == ApplyMode.IGNORE
                || live.map(seen -> seen.switches().mode() == ApplyMode.IGNORE).orElse(false)) {
            return Optional.of("it is annotated ssa: Ignore");
        }
        return !remote && isSuperseded(object)
                ? Optional.of("it is the Flux controller that Sluice stands in for")
                : Optional.empty();
    }

    private static boolean isSuperseded(DesiredObject object) {
        return isSuperseded(
                object.id(), object.body().path("metadata").path("labels").path(PART_OF).asText());
    }

    /// Whether an object is one of Flux's own controllers for kinds we serve.
    ///
    /// @param partOf its label `app.kubernetes.io/part-of`
    public static boolean isSuperseded(ObjectId id, String partOf) {
        return id.kind().equals("Deployment")
                && id.group().equals("apps")
                && SUPERSEDED.contains(id.name())
                && partOf.equals("flux");
    }
}
