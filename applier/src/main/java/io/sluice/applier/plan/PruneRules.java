package io.sluice.applier.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.api.kustomize.ObjectSwitches;
import io.sluice.api.kustomize.OwnerLabels;
import io.sluice.applier.drift.SeenReader;
import io.sluice.events.ObjectId;
import io.sluice.events.ResourceKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What may be deleted, and in which order.
public final class PruneRules {

    private PruneRules() {}

    /// Why a live object is left alone although it left the desired state; empty if it may be
    /// deleted.
    ///
    /// @param remote whether it is in another cluster, where we do not stand in for Flux
    public static Optional<String> spared(JsonNode live, ResourceKey unit, boolean remote) {
        var metadata = live.path("metadata");
        var labels = SeenReader.strings(metadata.path("labels"));
        var switches = ObjectSwitches.of(labels, SeenReader.strings(metadata.path("annotations")));
        if (!OwnerLabels.name(labels, unit.namespace(), unit.name())) {
            return Optional.of("its owner labels do not name this unit");
        }
        if (!switches.prune()) {
            return Optional.of("it is annotated prune: disabled");
        }
        if (!switches.reconcile()) {
            return Optional.of("it is annotated reconcile: disabled");
        }
        if (switches.mode() == ObjectSwitches.ApplyMode.IGNORE) {
            return Optional.of("it is annotated ssa: Ignore");
        }
        return !remote
                        && Planner.isSuperseded(
                                SeenReader.idOf(live),
                                labels.getOrDefault("app.kubernetes.io/part-of", ""))
                ? Optional.of("it is a Flux controller")
                : Optional.empty();
    }

    /// The objects in the order they are deleted: the reverse of how they are applied.
    public static List<ObjectId> inOrder(Collection<ObjectId> objects) {
        List<ObjectId> sorted = new ArrayList<>(objects);
        sorted.sort(KindOrder.APPLY.reversed());
        return sorted;
    }
}
