package io.sluice.applier.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.applier.drift.ForeignElements;
import io.sluice.applier.plan.DesiredObject;
import java.util.Optional;

/// What stands in the way of an apply that the API server refused as invalid: elements of lists that
/// came by an edit of the merge key of ours.
final class Obstacles {

    private final Cluster cluster;
    private final ResourceType type;
    private final DesiredObject object;
    private final Optional<JsonNode> live;
    private final Optional<ForeignElements> elements;

    Obstacles(Cluster cluster, ResourceType type, DesiredObject object, Reply.Refused refused) {
        this.cluster = cluster;
        this.type = type;
        this.object = object;
        boolean ofList =
                refused.code() == 422
                        && refused.fields().stream().anyMatch(field -> field.contains("]."));
        this.live = ofList ? cluster.read(object.id()) : Optional.empty();
        this.elements =
                live.map(found -> ForeignElements.of(found, object.body(), refused.fields()));
    }

    /// Makes them ours, so that applying again removes them.
    ///
    /// @return whether that helps
    boolean clear() {
        String version =
                live.map(found -> found.path("metadata").path("resourceVersion").asText())
                        .orElse("");
        return elements.flatMap(ForeignElements::taken)
                .map(entries -> cluster.writeManagedFields(type, object.id(), version, entries))
                .filter(Reply.Accepted.class::isInstance)
                .isPresent();
    }

    /// What the user can do about those that are not to be taken.
    String hint() {
        return elements.map(ForeignElements::wantedBy)
                .filter(managers -> !managers.isEmpty())
                .map(
                        managers ->
                                "; the element in the way was applied by %s: take it out there, or ours out of Git"
                                        .formatted(String.join(", ", managers)))
                .orElse("");
    }
}
