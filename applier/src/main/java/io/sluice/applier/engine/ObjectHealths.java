package io.sluice.applier.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.applier.drift.Seen;
import io.sluice.applier.expressions.UnitExpressions;
import io.sluice.applier.health.Kstatus;
import io.sluice.applier.health.ObjectHealth;
import io.sluice.events.ObjectId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the health of a unit's objects: from the watch where there is one, else by asking. What
/// has not changed is not judged again.
final class ObjectHealths {

    private final Cluster cluster;
    private final UnitMemory memory;
    private final Judging judging;
    private final String tenant;

    ObjectHealths(Cluster cluster, UnitMemory memory, Judging judging, String tenant) {
        this.cluster = cluster;
        this.memory = memory;
        this.judging = judging;
        this.tenant = tenant;
    }

    /// What is known of the objects.
    ///
    /// @param polled whether some of them are not watched, so that only asking again tells
    record View(Map<ObjectId, ObjectHealth> objects, boolean polled) {}

    /// What was made of an object in one version.
    ///
    /// @param resourceVersion null if it was asked for
    record Judged(@Nullable String resourceVersion, ObjectHealth health) {}

    /// Looks at the objects of a watch.
    ///
    /// @param asks whether objects that are not watched are asked for
    View view(HealthWatch watch, boolean asks) {
        Map<ObjectId, ObjectHealth> objects = new LinkedHashMap<>();
        boolean polled = false;
        for (ObjectId id : watch.objects()) {
            Judged judged = judge(id, watch, asks);
            polled |= judged.resourceVersion() == null;
            objects.put(id, judged.health());
        }
        return new View(objects, polled);
    }

    private Judged judge(ObjectId id, HealthWatch watch, boolean asks) {
        Optional<Seen> seen = cluster.watched(id);
        Judged last = memory.judged(id);
        if (seen.isEmpty()) {
            return last == null || asks ? remembered(id, asked(id, watch)) : last;
        }
        Seen live = seen.get();
        if (!watch.expressions().judges(id)) {
            return new Judged(live.resourceVersion(), live.health());
        }
        if (last != null && live.resourceVersion().equals(last.resourceVersion())) {
            return last;
        }
        Optional<JsonNode> body = judging.bodies().get(id, live.resourceVersion());
        ObjectHealth health =
                body.isEmpty()
                        ? asked(id, watch).health()
                        : healthOf(body.get(), watch.expressions());
        return remembered(id, new Judged(live.resourceVersion(), health));
    }

    private Judged remembered(ObjectId id, Judged judged) {
        memory.setJudged(id, judged);
        return judged;
    }

    private Judged asked(ObjectId id, HealthWatch watch) {
        try {
            return new Judged(
                    null,
                    cluster.read(id)
                            .map(object -> healthOf(object, watch.expressions()))
                            .orElseGet(() -> missing(id, watch)));
        } catch (StoppedException e) {
            if (e.next() != StoppedException.Next.REFUSED) {
                throw e;
            }
            return new Judged(
                    null,
                    new ObjectHealth(ObjectHealth.State.UNKNOWN, String.valueOf(e.getMessage())));
        }
    }

    private ObjectHealth healthOf(JsonNode object, UnitExpressions expressions) {
        return expressions.judgesHealth()
                ? judging.inTurn(tenant, () -> expressions.health(object))
                        .orElseGet(() -> Kstatus.of(object))
                : Kstatus.of(object);
    }

    private static ObjectHealth missing(ObjectId id, HealthWatch watch) {
        return watch.passing().contains(id)
                ? ObjectHealth.CURRENT
                : new ObjectHealth(ObjectHealth.State.NOT_FOUND, "it does not exist");
    }
}
