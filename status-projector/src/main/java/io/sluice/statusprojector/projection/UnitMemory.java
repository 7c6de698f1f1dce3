package io.sluice.statusprojector.projection;

import org.jspecify.annotations.Nullable;

/// What is remembered of a unit besides its outcome slots.
///
/// @param asked the newest request
/// @param body the record under `K` without its bodies
/// @param confirmed the digest under `K#confirmed`
record UnitMemory(
        @Nullable Recorded<Ask> asked,
        @Nullable Recorded<Manifests> body,
        @Nullable Recorded<String> confirmed,
        Timeline timeline,
        Drift drift) {

    static final UnitMemory EMPTY = new UnitMemory(null, null, null, Timeline.EMPTY, Drift.NONE);

    UnitMemory withAsked(@Nullable Recorded<Ask> other) {
        return new UnitMemory(other, body, confirmed, timeline, drift);
    }

    UnitMemory withBody(@Nullable Recorded<Manifests> other) {
        return new UnitMemory(asked, other, confirmed, timeline, drift);
    }

    UnitMemory withConfirmed(@Nullable Recorded<String> other) {
        return new UnitMemory(asked, body, other, timeline, drift);
    }

    UnitMemory withTimeline(Timeline other) {
        return new UnitMemory(asked, body, confirmed, other, drift);
    }

    UnitMemory withDrift(Drift other) {
        return new UnitMemory(asked, body, confirmed, timeline, other);
    }
}
