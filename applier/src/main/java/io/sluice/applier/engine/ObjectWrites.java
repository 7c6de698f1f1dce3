package io.sluice.applier.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.api.kustomize.ObjectSwitches;
import io.sluice.applier.drift.Baseline;
import io.sluice.applier.drift.Seen;
import io.sluice.applier.drift.SeenReader;
import io.sluice.applier.plan.DesiredObject;
import io.sluice.applier.plan.Preparation;
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
    private final boolean force;

    /// @param force whether objects that refuse a change are deleted and made again
    ObjectWrites(Cluster cluster, boolean force) {
        this.cluster = cluster;
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
            case Step.Skip skip -> new Done.Written(skip.id(), Action.SKIPPED, Optional.empty());
            case Step.Apply apply -> apply(apply.object(), apply.stamp());
            case Step.Create create -> create(create);
        };
    }

    /// Puts changed values back, if the object is still that version; never deletes or takes
    /// anything else.
    Done putBack(Step.Apply step, Seen live) {
        DesiredObject object = step.object();
        ObjectNode body = Preparation.stamped(object.body(), step.stamp()).deepCopy();
        body.withObjectProperty("metadata").put("resourceVersion", live.resourceVersion());
        return cluster.typeOf(step.id())
                .map(type -> cluster.apply(type, step.id(), body))
                .map(
                        reply ->
                                switch (reply) {
                                    case Reply.Accepted accepted ->
                                            written(object, Optional.of(live), accepted);
                                    case Reply.Refused refused ->
                                            failed(object, message(object, refused));
                                    case Reply.Unreachable unreachable ->
                                            throw StoppedException.later(unreachable.message());
                                })
                .orElseGet(() -> failed(object, step.id() + ": its kind is not served"));
    }

    private Done create(Step.Create create) {
        return cluster.read(create.id()).isPresent()
                ? new Done.Written(create.id(), Action.UNCHANGED, Optional.empty())
                : apply(create.object(), create.stamp());
    }

    private Done apply(DesiredObject object, Seen.Stamp stamp) {
        ObjectId id = object.id();
        Optional<ResourceType> type = cluster.typeOf(id);
        if (type.isEmpty()) {
            cluster.forget(id.apiVersion());
            return failed(
                    object,
                    "%s: no matches for kind \"%s\" in version \"%s\""
                            .formatted(id, id.kind(), id.apiVersion()));
        }
        if (type.get().isNamespaced() && id.namespace().isEmpty()) {
            return failed(
                    object,
                    id
                            + " namespace not specified: set metadata.namespace, or"
                            + " spec.targetNamespace of the Kustomization");
        }
        Optional<Seen> before = cluster.live(id);
        Reply reply = cluster.apply(type.get(), id, Preparation.stamped(object.body(), stamp));
        return switch (reply) {
            case Reply.Accepted accepted -> written(object, before, accepted);
            case Reply.Refused refused -> refused(type.get(), object, stamp, before, refused);
            case Reply.Unreachable unreachable ->
                    throw StoppedException.later(unreachable.message());
        };
    }

    private Done written(DesiredObject object, Optional<Seen> before, Reply.Accepted accepted) {
        Seen now = SeenReader.read(accepted.object());
        boolean same =
                before.map(seen -> seen.resourceVersion().equals(now.resourceVersion()))
                        .orElse(false);
        Action action =
                accepted.isCreated() ? Action.CREATED : same ? Action.UNCHANGED : Action.CONFIGURED;
        return new Done.Written(
                object.id(), action, Optional.of(Baseline.of(object.digest(), now)));
    }

    private Done refused(
            ResourceType type,
            DesiredObject object,
            Seen.Stamp stamp,
            Optional<Seen> before,
            Reply.Refused refused) {
        var obstacles = new Obstacles(cluster, type, object, refused);
        if (obstacles.clear()) {
            return again(type, object, stamp, before);
        }
        return isImmutable(refused) && isForced(object)
                ? replace(type, object, stamp)
                : failed(object, message(object, refused) + obstacles.hint());
    }

    private Done again(
            ResourceType type, DesiredObject object, Seen.Stamp stamp, Optional<Seen> before) {
        return switch (cluster.apply(
                type, object.id(), Preparation.stamped(object.body(), stamp))) {
            case Reply.Accepted accepted -> written(object, before, accepted);
            case Reply.Refused refused -> failed(object, message(object, refused));
            case Reply.Unreachable unreachable ->
                    throw StoppedException.later(unreachable.message());
        };
    }

    /// Deletes the object, waits until it is gone, and makes it again.
    private Done replace(ResourceType type, DesiredObject object, Seen.Stamp stamp) {
        ObjectId id = object.id();
        for (int look = 0; look < LOOKS; look++) {
            var live = cluster.read(id);
            if (live.isEmpty()) {
                return switch (cluster.apply(type, id, Preparation.stamped(object.body(), stamp))) {
                    case Reply.Accepted accepted -> written(object, Optional.empty(), accepted);
                    case Reply.Refused refused -> failed(object, message(object, refused));
                    case Reply.Unreachable unreachable ->
                            throw StoppedException.later(unreachable.message());
                };
            }
            Seen seen = SeenReader.read(live.get());
            if (!seen.deleting()
                    && cluster.delete(type, id, seen.uid()) instanceof Reply.Refused refused
                    && !refused.isNotFound()) {
                return failed(object, message(object, refused));
            }
            cluster.pause(LOOK_AGAIN);
        }
        return failed(object, id + " was deleted to be made again, but does not go away");
    }

    private boolean isForced(DesiredObject object) {
        ObjectSwitches switches = object.switches();
        return force || switches.force();
    }

    private static boolean isImmutable(Reply.Refused refused) {
        String message = refused.message().toLowerCase(Locale.ROOT);
        return refused.code() == 422
                || message.contains("is immutable")
                || message.contains("immutable field");
    }

    private static Done failed(DesiredObject object, String message) {
        return new Done.Failed(object.id(), new ObjectFailure(object.id(), object.file(), message));
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
