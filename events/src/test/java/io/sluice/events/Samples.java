package io.sluice.events;

import java.time.Instant;

/// Facts for tests.
public final class Samples {

    /// The cluster of all samples.
    public static final String CLUSTER = "11111111-2222-3333-4444-555555555555";

    /// When all samples were written.
    public static final Instant TIME = Instant.parse("2026-11-01T10:00:00Z");

    private Samples() {}

    /// A unit's key.
    public static ResourceKey unit(String name) {
        return new ResourceKey("Kustomization", "apps", name);
    }

    /// A context of generation 1.
    public static Context context(long epoch, long sequence) {
        return Context.of("uid-1", 1, new RequestNumber(epoch, sequence), Cause.NEW_REVISION);
    }

    /// An envelope of an event.
    public static Envelope envelope(RecordKey key, Context context, Event event) {
        return Envelope.of(
                "01JD0000000000000000000000",
                key,
                new Producer(CLUSTER, "test"),
                TIME,
                context,
                event);
    }

    /// The applier's part of a spec that asks for nothing special.
    public static ApplySpec applySpec() {
        return new ApplySpec(
                "10m",
                null,
                null,
                true,
                false,
                false,
                null,
                java.util.List.of(),
                java.util.List.of(),
                java.util.List.of(),
                java.util.List.of());
    }
}
