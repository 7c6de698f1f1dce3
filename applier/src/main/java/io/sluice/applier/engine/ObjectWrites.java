package io.sluice.applier.engine;

import io.sluice.applier.drift.Baseline;
import io.sluice.applier.drift.Leftovers;
import io.sluice.applier.drift.Seen;
import io.sluice.applier.drift.SeenReader;
import io.sluice.applier.plan.DesiredObject;
import io.sluice.applier.plan.Step;
import io.sluice.events.ObjectChange.Action;
import io.sluice.events.ObjectFailure;
import io.sluice.events.ObjectId;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// Carries out single steps of a plan.
final class ObjectWrites {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final int LOOKS = 300;

    private final Cluster cluster;
    private final ServerSideApply apply;
    private final boolean force;

    /// @param force whether objects that refuse a change are deleted and made again
    ObjectWrites(Cluster cluster, boolean force, Leftovers leftovers) {
        this.cluster = cluster;
        this.apply = new ServerSideApply(cluster, leftovers);
        this.force = force;
    }

    /// What became of a step.
    sealed interface Done {
        ObjectId id();

        /// The object is as desired.
        record Written(ObjectId id, Action action, Optional<Baseline> baseline) implements Done {}

        /// It is not.
        record Failed(ObjectId id, ObjectFailure failure) implements Done {}
    }

    /// Carries out a step.
    Done carryOut(Step step) {
        return switch (step) {
            case Step.Keep keep ->
                    new Done.Written(keep.id(), Action.UNCHANGED, Optional.of(keep.baseline()));
            case Step.Skip skip -> new Done.Written(skip.id(), Action.SKIPPED, skip.baseline());
            case Step.Apply apply -> apply(apply.object(), apply.stamp());
            case Step.Create create -> create(create);
        };
    }

    /// Puts changed values back, if the object is still that version; never deletes or takes
    /// anything else.
    Done putBack(Step.Apply step, Seen live) {
        DesiredObject object = step.object();
        Optional<ResourceType> type = cluster.typeOf(step.id());
        if (type.isEmpty()) {
            return failed(unknown(object));
        }
        return switch (apply.putBack(type.get(), object, step.stamp(), live)) {
            case Reply.Accepted accepted -> written(object, Optional.of(live), accepted);
            case Reply.Refused refused -> failed(failure(object, message(object, refused)));
            case Reply.Unreachable unreachable ->
                    throw StoppedException.later(unreachable.message());
        };
    }

    /// Why an object cannot be sent at all; costs no request where its kind is known.
    Optional<ObjectFailure> obstacle(DesiredObject object) {
        ObjectId id = object.id();
        Optional<ResourceType> type = cluster.typeOf(id);
        if (type.isEmpty()) {
            return Optional.of(unknown(object));
        }
        if (type.get().isNamespaced() && id.namespace().isEmpty()) {
            return Optional.of(
                    failure(
                            object,
                            id
                                    + " namespace not specified: set metadata.namespace, or"
                                    + " spec.targetNamespace of the Kustomization"));
        }
        return Optional.empty();
    }

    /// What the API server would refuse of a step, without carrying it out.
    Optional<ObjectFailure> check(Step step) {
        if (!(step instanceof Step.Apply(DesiredObject object, Seen.Stamp stamp))) {
            return Optional.empty();
        }
        Optional<ResourceType> type = cluster.typeOf(object.id());
        if (type.isEmpty()) {
            return Optional.of(unknown(object));
        }
        return switch (apply.check(type.get(), object, stamp)) {
            case Reply.Accepted _ -> Optional.empty();
            case Reply.Refused refused ->
                    isImmutable(refused) && isForced(object)
                            ? Optional.empty()
                            : Optional.of(failure(object, message(object, refused)));
            case Reply.Unreachable unreachable ->
                    throw StoppedException.later(unreachable.message());
        };
    }

    private Done create(Step.Create create) {
        return cluster.read(create.id()).isPresent()
                ? new Done.Written(create.id(), Action.SKIPPED, Optional.empty())
                : apply(create.object(), create.stamp());
    }

    private Done apply(DesiredObject object, Seen.Stamp stamp) {
        Optional<ResourceType> type = cluster.typeOf(object.id());
        if (type.isEmpty()) {
            return failed(unknown(object));
        }
        Optional<Seen> before = cluster.live(object.id());
        return switch (apply.send(type.get(), object, stamp)) {
            case Reply.Accepted accepted -> written(object, before, accepted);
            case Reply.Refused refused -> refused(type.get(), object, stamp, refused);
            case Reply.Unreachable unreachable ->
                    throw StoppedException.later(unreachable.message());
        };
    }

    private Done refused(
            ResourceType type, DesiredObject object, Seen.Stamp stamp, Reply.Refused refused) {
        if (isImmutable(refused) && isForced(object)) {
            return replace(type, object, stamp);
        }
        if (refused.isNotFound()) {
            cluster.forget(object.id().apiVersion());
            if (cluster.typeOf(object.id()).isEmpty()) {
                return failed(unknown(object));
            }
        }
        String hint = new Obstacles(cluster, type, object, refused).hint();
        return failed(failure(object, message(object, refused) + hint));
    }

    private Done written(DesiredObject object, Optional<Seen> before, Reply.Accepted accepted) {
        Seen now = cluster.seen(accepted.object());
        boolean same =
                before.map(seen -> seen.resourceVersion().equals(now.resourceVersion()))
                        .orElse(false);
        Action action =
                accepted.isCreated() ? Action.CREATED : same ? Action.UNCHANGED : Action.CONFIGURED;
        return new Done.Written(object.id(), action, Optional.of(object.baseline(now)));
    }

    /// Deletes the object, waits until it is gone, and makes it again.
    private Done replace(ResourceType type, DesiredObject object, Seen.Stamp stamp) {
        ObjectId id = object.id();
        for (int look = 0; look < LOOKS; look++) {
            var live = cluster.read(id);
            if (live.isEmpty()) {
                return switch (apply.send(type, object, stamp)) {
                    case Reply.Accepted accepted -> written(object, Optional.empty(), accepted);
                    case Reply.Refused refused -> failed(failure(object, message(object, refused)));
                    case Reply.Unreachable unreachable ->
                            throw StoppedException.later(unreachable.message());
                };
            }
            Seen seen = SeenReader.read(live.get());
            if (!seen.deleting()
                    && cluster.delete(type, id, seen.uid()) instanceof Reply.Refused refused
                    && !refused.isNotFound()) {
                return failed(
                        failure(
                                object,
                                "%s cannot be changed and not be deleted to be made again (%s): %s"
                                        .formatted(id, refused.reason(), refused.message())));
            }
            cluster.pause(LOOK_AGAIN);
        }
        return failed(failure(object, id + " was deleted to be made again, but does not go away"));
    }

    private boolean isForced(DesiredObject object) {
        return force
                || object.switches().force()
                || cluster.live(object.id()).map(seen -> seen.switches().force()).orElse(false);
    }

    /// As broad as Flux sees it: whatever the API server calls invalid may be an immutable field.
    private static boolean isImmutable(Reply.Refused refused) {
        String message = refused.message().toLowerCase(Locale.ROOT);
        return refused.code() == 422
                || message.contains("is immutable")
                || message.contains("immutable field");
    }

    private ObjectFailure unknown(DesiredObject object) {
        ObjectId id = object.id();
        return failure(
                object,
                "%s: no matches for kind \"%s\" in version \"%s\": its definition is not installed;"
                                .formatted(id, id.kind(), id.apiVersion())
                        + " it is applied when that appears");
    }

    private static Done failed(ObjectFailure failure) {
        return new Done.Failed(failure.object(), failure);
    }

    /// A failure of an object, as the user is told.
    static ObjectFailure failure(DesiredObject object, String message) {
        return new ObjectFailure(object.id(), object.file(), message);
    }

    private static String message(DesiredObject object, Reply.Refused refused) {
        String file = object.file() == null ? "" : " (" + object.file() + ")";
        String detail =
                object.secret()
                        ? String.join(", ", refused.fields())
                                + " [the rest of the message is withheld: it may quote secret values]"
                        : refused.message();
        return "%s%s apply failed (%s): %s".formatted(object.id(), file, refused.reason(), detail);
    }
}
