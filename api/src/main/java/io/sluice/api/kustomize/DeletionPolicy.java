package io.sluice.api.kustomize;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// What becomes of the objects when their Kustomization is deleted.
public enum DeletionPolicy {
    /// Deleted if `prune` is set; the default.
    @JsonProperty("MirrorPrune")
    MIRROR_PRUNE,
    /// Deleted.
    @JsonProperty("Delete")
    DELETE,
    /// Deleted, and the Kustomization stays until they are gone or its timeout has passed.
    @JsonProperty("WaitForTermination")
    WAIT_FOR_TERMINATION,
    /// Left alone.
    @JsonProperty("Orphan")
    ORPHAN;

    /// The policy of a name; an absent or unknown one is the default.
    static DeletionPolicy of(@Nullable String name) {
        return switch (name) {
            case "Delete" -> DELETE;
            case "WaitForTermination" -> WAIT_FOR_TERMINATION;
            case "Orphan" -> ORPHAN;
            case null, default -> MIRROR_PRUNE;
        };
    }
}
