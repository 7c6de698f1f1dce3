package io.sluice.applier.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.applier.drift.Leftovers;
import io.sluice.applier.drift.Seen;
import io.sluice.applier.drift.SeenReader;
import io.sluice.applier.plan.Adoption;
import io.sluice.applier.plan.DesiredObject;
import io.sluice.applier.plan.Planner;
import io.sluice.applier.plan.Preparation;
import io.sluice.applier.plan.UndeclaredFields;
import java.util.Optional;

/// Sends one object: with the live values of what is ignored, and once more after what others left
/// behind was taken over.
final class ServerSideApply {

    private static final int ATTEMPTS = 5;

    private final Cluster cluster;
    private final Leftovers leftovers;

    ServerSideApply(Cluster cluster, Leftovers leftovers) {
        this.cluster = cluster;
        this.leftovers = leftovers;
    }

    /// Applies an object.
    Reply send(ResourceType type, DesiredObject object, Seen.Stamp stamp) {
        Reply reply = sendOnce(type, object, stamp);
        if (reply instanceof Reply.Refused refused
                && new Obstacles(cluster, type, object, refused).clear()) {
            reply = sendOnce(type, object, stamp);
        }
        for (int tries = 1; tries < ATTEMPTS; tries++) {
            if (reply instanceof Reply.Accepted accepted) {
                if (!cleanUp(type, object, accepted.object())) {
                    return reply;
                }
                Reply after = sendOnce(type, object, stamp);
                reply =
                        after instanceof Reply.Accepted again && accepted.isCreated()
                                ? new Reply.Accepted(accepted.code(), again.object())
                                : after;
            } else if (isOvertaken(object, reply)) {
                reply = sendOnce(type, object, stamp);
            } else {
                return reply;
            }
        }
        return reply;
    }

    /// Applies an object, if it is still that version.
    Reply putBack(ResourceType type, DesiredObject object, Seen.Stamp stamp, Seen live) {
        ObjectNode body = body(object, stamp).deepCopy();
        body.withObjectProperty("metadata").put("resourceVersion", live.resourceVersion());
        return cluster.apply(type, object.id(), body);
    }

    /// What the API server would say to the object, without doing anything.
    Reply check(ResourceType type, DesiredObject object, Seen.Stamp stamp) {
        ObjectNode body = body(object, stamp);
        Reply reply = cluster.check(type, object.id(), body);
        return rest(body, reply).map(rest -> cluster.check(type, object.id(), rest)).orElse(reply);
    }

    private Reply sendOnce(ResourceType type, DesiredObject object, Seen.Stamp stamp) {
        ObjectNode body = body(object, stamp);
        Reply reply = cluster.apply(type, object.id(), body);
        return rest(body, reply).map(rest -> cluster.apply(type, object.id(), rest)).orElse(reply);
    }

    private static Optional<ObjectNode> rest(ObjectNode body, Reply reply) {
        return reply instanceof Reply.Refused refused
                ? UndeclaredFields.dropped(body, refused.message())
                : Optional.empty();
    }

    /// An object with ignored paths is sent for the version that was read: whoever writes such a
    /// path in between must not be overwritten.
    private ObjectNode body(DesiredObject object, Seen.Stamp stamp) {
        Optional<JsonNode> live =
                object.ignored().isEmpty() ? Optional.empty() : cluster.read(object.id());
        if (live.isEmpty()) {
            return Preparation.stamped(object.body(), stamp);
        }
        ObjectNode body = Adoption.of(object.body(), object.ignored(), live.get());
        ObjectNode metadata = body.withObjectProperty("metadata");
        metadata.set("resourceVersion", live.get().path("metadata").path("resourceVersion"));
        return Preparation.stamped(body, stamp);
    }

    private static boolean isOvertaken(DesiredObject object, Reply reply) {
        return !object.ignored().isEmpty()
                && reply instanceof Reply.Refused refused
                && refused.isConflict();
    }

    /// Takes over what others left on the live object.
    ///
    /// @return whether the object is to be applied again
    private boolean cleanUp(ResourceType type, DesiredObject object, JsonNode live) {
        Seen seen = SeenReader.read(live);
        if (!leftovers.isAmong(seen.traces())
                || Planner.keepsLeftovers(object, Optional.of(seen))) {
            return false;
        }
        Optional<ArrayNode> patch = leftovers.patch(live);
        if (patch.isEmpty()) {
            return false;
        }
        return switch (cluster.patch(type, object.id(), patch.get())) {
            case Reply.Accepted _ -> true;
            case Reply.Refused refused -> isOutdated(refused);
            case Reply.Unreachable unreachable ->
                    throw StoppedException.later(unreachable.message());
        };
    }

    private static boolean isOutdated(Reply.Refused refused) {
        return refused.isConflict() || refused.code() == 422;
    }
}
