package io.sluice.sourcewatcher.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.sluice.api.meta.Absent;
import io.sluice.api.meta.WellKnown;
import io.sluice.api.source.GitRepositorySpec;
import io.sluice.api.source.SourceReasons;
import io.sluice.events.ArtifactReference;
import io.sluice.events.ResourceKey;
import io.sluice.events.wire.EventJson;
import io.sluice.sourcewatcher.source.Origin;
import io.sluice.sourcewatcher.source.SourceDeclaration;
import io.sluice.sourcewatcher.source.SourceDeclaration.Definition;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the declaration of a source; whatever is wrong with it is wrong with it alone.
final class SourceReader {

    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);

    private SourceReader() {}

    static SourceDeclaration read(GenericKubernetesResource resource) {
        var metadata = resource.getMetadata();
        JsonNode spec = Trees.of(resource, "spec");
        return new SourceDeclaration(
                new ResourceKey(resource.getKind(), metadata.getNamespace(), metadata.getName()),
                metadata.getUid(),
                Trees.generation(resource),
                WellKnown.requestedAt(resource).orElse(null),
                spec.path("suspend").asBoolean(false),
                metadata.getDeletionTimestamp() != null,
                WellKnown.hasFinalizer(resource),
                reported(Trees.of(resource, "status").path("artifact")),
                definition(spec));
    }

    private static @Nullable ArtifactReference reported(JsonNode artifact) {
        try {
            boolean whole =
                    artifact.hasNonNull("revision")
                            && artifact.hasNonNull("digest")
                            && artifact.hasNonNull("path")
                            && artifact.hasNonNull("url");
            return whole ? EventJson.mapper().treeToValue(artifact, ArtifactReference.class) : null;
        } catch (JsonProcessingException | IllegalArgumentException _) {
            return null;
        }
    }

    private static Definition definition(JsonNode json) {
        try {
            GitRepositorySpec spec = EventJson.mapper().treeToValue(json, GitRepositorySpec.class);
            Optional<Definition.Invalid> unsupported = unsupported(spec);
            if (unsupported.isPresent()) {
                return unsupported.get();
            }
            Duration interval = spec.effectiveInterval();
            return new Definition.Valid(
                    interval.compareTo(SHORTEST_INTERVAL) < 0 ? SHORTEST_INTERVAL : interval,
                    spec.effectiveTimeout(),
                    new Origin.Git(
                            spec.url(),
                            spec.effectiveTarget(),
                            spec.secretRef() == null ? null : spec.secretRef().name(),
                            Absent.toNull(spec.ignore())));
        } catch (JsonProcessingException e) {
            return invalid("the spec cannot be read: " + e.getOriginalMessage());
        } catch (IllegalArgumentException | NullPointerException e) {
            return invalid("the spec cannot be read: " + e.getMessage());
        }
    }

    /// What is in the API but not done yet is said, never ignored.
    private static Optional<Definition.Invalid> unsupported(GitRepositorySpec spec) {
        String provider = Absent.toNull(spec.provider());
        if (provider != null && !provider.equals("generic")) {
            return Optional.of(
                    new Definition.Invalid(
                            SourceReasons.INVALID_PROVIDER_CONFIGURATION,
                            "spec.provider: '%s' is not supported yet; use generic"
                                    .formatted(provider)));
        }
        if (spec.verify() != null) {
            return Optional.of(
                    new Definition.Invalid(
                            SourceReasons.VERIFICATION_ERROR,
                            "spec.verify is not supported yet; remove it"));
        }
        String field =
                !spec.include().isEmpty()
                        ? "spec.include"
                        : spec.recurseSubmodules()
                                ? "spec.recurseSubmodules"
                                : !spec.sparseCheckout().isEmpty()
                                        ? "spec.sparseCheckout"
                                        : spec.proxySecretRef() != null
                                                ? "spec.proxySecretRef"
                                                : null;
        return field == null
                ? Optional.empty()
                : Optional.of(invalid(field + " is not supported yet; remove it"));
    }

    private static Definition.Invalid invalid(String message) {
        return new Definition.Invalid(SourceReasons.GIT_OPERATION_FAILED, message);
    }
}
