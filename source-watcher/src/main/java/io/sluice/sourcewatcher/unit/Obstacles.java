package io.sluice.sourcewatcher.unit;

import io.sluice.api.kustomize.KustomizationReasons;
import io.sluice.events.ResourceKey;
import io.sluice.events.UnitWaiting;

/// Why a unit cannot be asked for, in Flux's words where it has some.
final class Obstacles {

    private Obstacles() {}

    static UnitWaiting missing(ResourceKey source) {
        return new UnitWaiting(
                KustomizationReasons.ARTIFACT_FAILED,
                "Source '%s' not found; create it, or correct spec.sourceRef".formatted(source),
                false);
    }

    static UnitWaiting empty() {
        return new UnitWaiting(
                KustomizationReasons.ARTIFACT_FAILED,
                "Source is not ready, artifact not found",
                false);
    }
}
