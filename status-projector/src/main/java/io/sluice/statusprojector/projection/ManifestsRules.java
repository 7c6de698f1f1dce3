package io.sluice.statusprojector.projection;

import io.sluice.events.DesiredStateConfirmed;
import io.sluice.events.Envelope;
import io.sluice.events.Event;
import io.sluice.events.ManifestsRendered;
import io.sluice.events.Slot;
import io.sluice.events.Tombstone;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How records of `manifests` change what is remembered of a unit.
final class ManifestsRules {
    private ManifestsRules() {}

    /// The memory after a record; empty if the record is older than what is remembered.
    static Optional<UnitMemory> after(UnitMemory held, Envelope envelope) {
        Instant time = envelope.head().time();
        Event event = envelope.event();
        return switch (event) {
            case ManifestsRendered rendered ->
                    body(held, new Recorded<>(envelope.context(), time, Manifests.of(rendered)));
            case DesiredStateConfirmed state ->
                    confirmation(held, new Recorded<>(envelope.context(), time, state.digest()));
            case Tombstone _ -> withoutKey(held, envelope);
            default -> Optional.empty();
        };
    }

    private static Optional<UnitMemory> body(UnitMemory held, Recorded<Manifests> body) {
        return body.replaces(held.body())
                ? Optional.of(
                        held.withBody(body)
                                .withTimeline(
                                        held.timeline()
                                                .reached(
                                                        Stage.RENDERED,
                                                        body.context(),
                                                        body.time())))
                : Optional.empty();
    }

    private static Optional<UnitMemory> confirmation(UnitMemory held, Recorded<String> state) {
        return state.replaces(held.confirmed())
                ? Optional.of(
                        held.withConfirmed(state)
                                .withTimeline(
                                        held.timeline()
                                                .reached(
                                                        Stage.CONFIRMED,
                                                        state.context(),
                                                        state.time())))
                : Optional.empty();
    }

    private static Optional<UnitMemory> withoutKey(UnitMemory held, Envelope envelope) {
        boolean isBody = envelope.head().key().slot() == Slot.SELF;
        @Nullable Recorded<?> record = isBody ? held.body() : held.confirmed();
        if (record != null && record.request().isAfter(envelope.request())) {
            return Optional.empty();
        }
        return Optional.of(isBody ? held.withBody(null) : held.withConfirmed(null));
    }
}
