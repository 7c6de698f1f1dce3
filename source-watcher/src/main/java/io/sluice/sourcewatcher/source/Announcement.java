package io.sluice.sourcewatcher.source;

import io.sluice.events.ArtifactReference;
import io.sluice.events.Cause;
import io.sluice.events.CommitDetected;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.SourceChecked;
import io.sluice.events.SourceEvent;
import io.sluice.events.SourceFailed;
import org.jspecify.annotations.Nullable;

/// Something to be told of a source.
///
/// @param key of the source
/// @param uid of its resource
/// @param generation of the declaration that was handled
/// @param requestedAt of that declaration
/// @param cause of the check
/// @param event what to tell
public record Announcement(
        ResourceKey key,
        String uid,
        long generation,
        @Nullable String requestedAt,
        Cause cause,
        SourceEvent event) {

    /// Where it belongs.
    public Slot slot() {
        return switch (event) {
            case CommitDetected _ -> Slot.SELF;
            case SourceChecked _, SourceFailed _ -> Slot.CHECK;
        };
    }

    /// The artifact it speaks of.
    public @Nullable ArtifactReference artifact() {
        return switch (event) {
            case CommitDetected detected -> detected.artifact();
            case SourceChecked checked -> checked.artifact();
            case SourceFailed failed -> failed.artifact();
        };
    }
}
