package io.sluice.applier.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.applier.plan.PruneRules;
import io.sluice.events.ObjectChange;
import io.sluice.events.ObjectChange.Action;
import io.sluice.events.ObjectFailure;
import io.sluice.events.ObjectId;
import io.sluice.events.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Deletes objects of a unit, one after the other, with all guards.
final class Pruner {

    private final Cluster cluster;
    private final ResourceKey unit;
    private final Consumer<ObjectId> forget;
    private final Runnable confirm;

    /// @param forget is told of every object before it is deleted, so that its vanishing is no drift
    Pruner(Cluster cluster, ResourceKey unit, Consumer<ObjectId> forget) {
        this(cluster, unit, forget, () -> {});
    }

    /// @param forget is told of every object before it is deleted, so that its vanishing is no drift
    /// @param confirm called after an object was read and before it is deleted; throws if it must not
    Pruner(Cluster cluster, ResourceKey unit, Consumer<ObjectId> forget, Runnable confirm) {
        this.cluster = cluster;
        this.unit = unit;
        this.forget = forget;
        this.confirm = confirm;
    }

    /// What became of the objects.
    ///
    /// @param changes what was deleted or left alone
    /// @param failures what could not be deleted
    record Result(List<ObjectChange> changes, List<ObjectFailure> failures) {
        List<ObjectId> undeleted() {
            return failures.stream().map(ObjectFailure::object).toList();
        }
    }

    Result delete(List<ObjectId> objects) {
        List<ObjectChange> changes = new ArrayList<>();
        List<ObjectFailure> failures = new ArrayList<>();
        for (ObjectId id : PruneRules.inOrder(objects)) {
            forget.accept(id);
            try {
                delete(id, changes, failures);
            } catch (StoppedException e) {
                if (e.next() != StoppedException.Next.REFUSED) {
                    throw e;
                }
                failures.add(new ObjectFailure(id, null, String.valueOf(e.getMessage())));
            }
        }
        return new Result(changes, failures);
    }

    /// Whether an object of the unit is still there.
    boolean isLeft(ObjectId id) {
        return typeOf(id).isPresent()
                && cluster.read(id)
                        .filter(live -> PruneRules.spared(live, unit, cluster.isRemote()).isEmpty())
                        .isPresent();
    }

    private void delete(ObjectId id, List<ObjectChange> changes, List<ObjectFailure> failures) {
        Optional<ResourceType> type = typeOf(id);
        if (type.isEmpty()) {
            return;
        }
        Optional<JsonNode> live = cluster.read(id);
        if (live.isEmpty()) {
            return;
        }
        if (PruneRules.spared(live.get(), unit, cluster.isRemote()).isPresent()) {
            changes.add(new ObjectChange(id, Action.SKIPPED));
            return;
        }
        String uid = live.get().path("metadata").path("uid").asText();
        confirm.run();
        switch (cluster.delete(type.get(), id, uid)) {
            case Reply.Accepted _ -> changes.add(new ObjectChange(id, Action.DELETED));
            case Reply.Refused refused -> {
                if (!refused.isNotFound()) {
                    failures.add(
                            new ObjectFailure(
                                    id,
                                    null,
                                    "%s delete failed (%s): %s"
                                            .formatted(id, refused.reason(), refused.message())));
                }
            }
            case Reply.Unreachable unreachable ->
                    throw StoppedException.later(unreachable.message());
        }
    }

    /// The type; empty if its kind is no longer served, so that the object is gone too.
    private Optional<ResourceType> typeOf(ObjectId id) {
        Optional<ResourceType> type = cluster.typeOf(id);
        return type.filter(found -> !found.isNamespaced() || !id.namespace().isEmpty());
    }
}
