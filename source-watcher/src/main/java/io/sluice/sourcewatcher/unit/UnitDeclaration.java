package io.sluice.sourcewatcher.unit;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.events.ArtifactReference;
import io.sluice.events.Cause;
import io.sluice.events.Context;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import io.sluice.events.SourceReference;
import io.sluice.sourcewatcher.source.Revisions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A unit as its resource declares it.
///
/// @param key kind, namespace and name
/// @param uid of the resource
/// @param generation its `metadata.generation`
/// @param requestedAt the annotation by which somebody asks for a reconciliation
/// @param suspended whether to leave it alone
/// @param deleting whether it has a deletion time
/// @param spec in full, as it travels in requests
/// @param definition what of it matters here
public record UnitDeclaration(
        ResourceKey key,
        String uid,
        long generation,
        @Nullable String requestedAt,
        boolean suspended,
        boolean deleting,
        JsonNode spec,
        Definition definition) {

    /// Whether it may be asked for at all.
    public boolean isActive() {
        return !suspended && !deleting;
    }

    /// Its source, if it names one.
    public @Nullable SourceReference source(String uid) {
        return definition instanceof Definition.Valid valid
                ? new SourceReference(valid.source(), uid)
                : null;
    }

    /// The context of a request for it, or of what is told instead.
    ///
    /// @param sourceUid null if there is no such source
    /// @param artifact null if there is none
    public Context context(
            RequestNumber number,
            Cause cause,
            @Nullable String sourceUid,
            @Nullable ArtifactReference artifact) {
        String revision = artifact == null ? null : artifact.revision();
        return new Context(
                uid,
                generation,
                number,
                cause,
                requestedAt,
                source(sourceUid == null ? "" : sourceUid),
                artifact == null ? null : artifact.digest(),
                revision,
                null,
                revision == null ? null : Revisions.commit(revision));
    }

    /// What a unit's spec says.
    public sealed interface Definition {

        /// It can be asked for once its source has an artifact.
        ///
        /// @param source it is built from
        /// @param path below the artifact's root, without leading or trailing slash
        /// @param dependsOn units that must be ready first
        /// @param interval between two requests
        /// @param retryInterval after a failure
        /// @param references it names
        record Valid(
                ResourceKey source,
                String path,
                List<ResourceKey> dependsOn,
                Duration interval,
                Duration retryInterval,
                List<ReferenceName> references)
                implements Definition {
            public Valid {
                dependsOn = List.copyOf(dependsOn);
                references = List.copyOf(references);
            }
        }

        /// It cannot be asked for, until somebody changes it.
        ///
        /// @param reason for the condition
        /// @param message names the field and what to do
        record Invalid(String reason, String message) implements Definition {}
    }
}
