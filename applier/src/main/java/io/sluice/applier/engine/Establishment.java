package io.sluice.applier.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.applier.drift.Seen;
import io.sluice.applier.drift.SeenReader;
import io.sluice.applier.health.ObjectHealth;
import io.sluice.applier.plan.DesiredObject;
import io.sluice.events.ObjectFailure;
import io.sluice.events.ObjectId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Waits until the objects of a stage are ready, and new kinds served, so that the next stage may
/// use them; as Flux at most a minute.
final class Establishment {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(150);
    private static final int LOOKS = 400;

    private Establishment() {}

    /// Waits for the objects of a stage.
    ///
    /// @return those that do not get there
    static List<ObjectFailure> await(List<DesiredObject> stage, Cluster cluster) {
        List<ObjectFailure> failures = new ArrayList<>();
        int looks = LOOKS;
        for (DesiredObject object : stage) {
            ObjectHealth health = health(object.id(), cluster);
            while (!isDecided(health) && looks-- > 0) {
                cluster.pause(LOOK_AGAIN);
                health = health(object.id(), cluster);
            }
            if (!health.isCurrent()) {
                failures.add(
                        ObjectWrites.failure(
                                object,
                                "%s: %s (waited for it before the objects that need it)"
                                        .formatted(object.id(), health.message())));
            } else if (object.id().kind().equals("CustomResourceDefinition")) {
                looks = awaitServed(object, cluster, looks);
            }
        }
        return failures;
    }

    private static boolean isDecided(ObjectHealth health) {
        return health.isCurrent() || health.state() == ObjectHealth.State.FAILED;
    }

    private static ObjectHealth health(ObjectId id, Cluster cluster) {
        return cluster.live(id)
                .or(() -> cluster.read(id).map(SeenReader::read))
                .map(Seen::health)
                .orElse(ObjectHealth.inProgress("it is not there yet"));
    }

    /// The API server says that a definition is established a moment before it serves the kind.
    private static int awaitServed(DesiredObject definition, Cluster cluster, int looks) {
        int left = looks;
        JsonNode spec = definition.body().path("spec");
        for (JsonNode version : spec.path("versions")) {
            if (version.path("served").asBoolean()) {
                var id =
                        new ObjectId(
                                spec.path("group").asText() + "/" + version.path("name").asText(),
                                spec.path("names").path("kind").asText(),
                                "",
                                "");
                cluster.lookAgain(id.apiVersion());
                while (cluster.typeOf(id).isEmpty() && left-- > 0) {
                    cluster.pause(LOOK_AGAIN);
                    cluster.lookAgain(id.apiVersion());
                }
            }
        }
        return left;
    }
}
