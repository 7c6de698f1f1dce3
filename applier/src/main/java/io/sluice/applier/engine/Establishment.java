package io.sluice.applier.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.applier.health.Kstatus;
import io.sluice.applier.health.ObjectHealth;
import io.sluice.applier.plan.DesiredObject;
import io.sluice.events.ObjectFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Waits until new kinds are served, so that the next stage may use them.
final class Establishment {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(150);
    private static final int LOOKS = 400;

    private Establishment() {}

    /// Waits for the definitions among what was changed.
    ///
    /// @return the first that does not get there
    static Optional<ObjectFailure> await(List<DesiredObject> changed, Cluster cluster) {
        for (DesiredObject object : changed) {
            if (object.id().kind().equals("CustomResourceDefinition")) {
                Optional<ObjectFailure> failure = await(object, cluster);
                if (failure.isPresent()) {
                    return failure;
                }
                forgetVersions(object, cluster);
            }
        }
        return Optional.empty();
    }

    private static Optional<ObjectFailure> await(DesiredObject object, Cluster cluster) {
        ObjectHealth health = ObjectHealth.inProgress("it is not established");
        for (int look = 0; look < LOOKS; look++) {
            health = cluster.read(object.id()).map(Kstatus::of).orElse(health);
            if (health.isCurrent()) {
                return Optional.empty();
            }
            if (health.state() == ObjectHealth.State.FAILED) {
                break;
            }
            cluster.pause(LOOK_AGAIN);
        }
        return Optional.of(
                new ObjectFailure(
                        object.id(), object.file(), object.id() + ": " + health.message()));
    }

    private static void forgetVersions(DesiredObject object, Cluster cluster) {
        JsonNode spec = object.body().path("spec");
        for (JsonNode version : spec.path("versions")) {
            cluster.forget(spec.path("group").asText() + "/" + version.path("name").asText());
        }
    }
}
