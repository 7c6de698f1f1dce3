package io.sluice.sourcewatcher.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.sluice.api.kustomize.KustomizationReasons;
import io.sluice.api.kustomize.KustomizationSpec;
import io.sluice.api.kustomize.PostBuild;
import io.sluice.api.meta.Reasons;
import io.sluice.api.meta.WellKnown;
import io.sluice.events.ResourceKey;
import io.sluice.events.wire.EventJson;
import io.sluice.sourcewatcher.unit.ReferenceName;
import io.sluice.sourcewatcher.unit.UnitDeclaration;
import io.sluice.sourcewatcher.unit.UnitDeclaration.Definition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads the declaration of a unit; whatever is wrong with it is wrong with it alone.
///
/// @param servedSources the kinds of sources that are served
/// @param crossNamespace whether a source may live in another namespace
record UnitReader(Set<String> servedSources, boolean crossNamespace) {

    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);

    UnitDeclaration read(GenericKubernetesResource resource) {
        var metadata = resource.getMetadata();
        JsonNode spec = Trees.of(resource, "spec");
        var key = new ResourceKey(resource.getKind(), metadata.getNamespace(), metadata.getName());
        return new UnitDeclaration(
                key,
                metadata.getUid(),
                Trees.generation(resource),
                WellKnown.requestedAt(resource).orElse(null),
                spec.path("suspend").asBoolean(false),
                metadata.getDeletionTimestamp() != null,
                spec,
                definition(key, spec));
    }

    private Definition definition(ResourceKey key, JsonNode json) {
        try {
            return valid(key, EventJson.mapper().treeToValue(json, KustomizationSpec.class));
        } catch (JsonProcessingException e) {
            return unreadable(e.getOriginalMessage());
        } catch (IllegalArgumentException | NullPointerException e) {
            return unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static Definition unreadable(String message) {
        return new Definition.Invalid(
                KustomizationReasons.RECONCILIATION_FAILED, "the spec cannot be read: " + message);
    }

    private Definition valid(ResourceKey key, KustomizationSpec spec) {
        String kind = spec.sourceRef().kind();
        if (!servedSources.contains(kind)) {
            return new Definition.Invalid(
                    KustomizationReasons.ARTIFACT_FAILED,
                    "spec.sourceRef.kind: %s is not supported yet; use one of %s"
                            .formatted(kind, servedSources));
        }
        String namespace = spec.sourceRef().effectiveNamespace(key.namespace());
        var source = new ResourceKey(kind, namespace, spec.sourceRef().name());
        if (!crossNamespace && !namespace.equals(key.namespace())) {
            return new Definition.Invalid(
                    Reasons.ACCESS_DENIED,
                    "spec.sourceRef: %s is in another namespace, and that is switched off here; move it to %s"
                            .formatted(source, key.namespace()));
        }
        Duration interval = spec.effectiveInterval();
        Duration retryInterval = spec.effectiveRetryInterval();
        return new Definition.Valid(
                source,
                normalized(spec.effectivePath()),
                spec.dependsOn().stream()
                        .map(
                                each ->
                                        new ResourceKey(
                                                key.kind(),
                                                each.effectiveNamespace(key.namespace()),
                                                each.name()))
                        .toList(),
                atLeast(interval),
                atLeast(retryInterval),
                references(key, spec.postBuild()));
    }

    private static Duration atLeast(Duration interval) {
        return interval.compareTo(SHORTEST_INTERVAL) < 0 ? SHORTEST_INTERVAL : interval;
    }

    /// `./apps/web/` and `/apps//web` are `apps/web`; what leaves the root is the renderer's to
    /// refuse.
    private static String normalized(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        return String.join("/", segments);
    }

    private static List<ReferenceName> references(
            ResourceKey key, @org.jspecify.annotations.Nullable PostBuild postBuild) {
        return postBuild == null
                ? List.of()
                : postBuild.substituteFrom().stream()
                        .map(each -> new ReferenceName(each.kind(), key.namespace(), each.name()))
                        .distinct()
                        .toList();
    }
}
