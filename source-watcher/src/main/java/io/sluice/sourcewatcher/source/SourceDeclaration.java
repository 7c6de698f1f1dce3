package io.sluice.sourcewatcher.source;

import io.sluice.events.ArtifactReference;
import io.sluice.events.ResourceKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A source as its resource declares it.
///
/// @param key kind, namespace and name
/// @param uid of the resource
/// @param generation its `metadata.generation`
/// @param requestedAt the annotation by which somebody asks for a check
/// @param suspended whether to leave it alone
/// @param deleting whether it has a deletion time
/// @param finalized whether it carries the finalizer
/// @param reported the artifact that its status names; null if none
/// @param definition what it says
public record SourceDeclaration(
        ResourceKey key,
        String uid,
        long generation,
        @Nullable String requestedAt,
        boolean suspended,
        boolean deleting,
        boolean finalized,
        @Nullable ArtifactReference reported,
        Definition definition) {

    /// What a source's spec says.
    public sealed interface Definition {

        /// It can be checked.
        ///
        /// @param interval between two checks
        /// @param timeout of one
        /// @param origin what to check
        record Valid(Duration interval, Duration timeout, Origin origin) implements Definition {}

        /// It cannot, until somebody changes it.
        ///
        /// @param reason for the condition
        /// @param message names the field and what to do
        record Invalid(String reason, String message) implements Definition {}
    }
}
