package io.sluice.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A fact with its head: what one Kafka record holds.
///
/// @param head the headers
/// @param event the body
public record Envelope(Head head, Event event) {

    /// A new envelope of an event.
    ///
    /// @param id a fresh ULID
    public static Envelope of(
            String id,
            RecordKey key,
            Producer producer,
            Instant time,
            Context context,
            Event event) {
        return new Envelope(
                new Head(
                        id,
                        EventType.of(event).wireName(),
                        key,
                        producer,
                        time,
                        null,
                        null,
                        context,
                        digestOf(event),
                        inputsDigestOf(event)),
                event);
    }

    /// The same envelope, naming the record that led to it and carrying on its trace.
    public Envelope causedBy(Head cause) {
        return new Envelope(
                new Head(
                        head.id(),
                        head.type(),
                        head.key(),
                        head.producer(),
                        head.time(),
                        cause.traceparent(),
                        cause.id(),
                        head.context(),
                        head.digest(),
                        head.inputsDigest()),
                event);
    }

    /// The same envelope in another trace.
    ///
    /// @param traceparent null for none
    public Envelope traced(@Nullable String traceparent) {
        return new Envelope(head.withTraceparent(traceparent), event);
    }

    /// The unit or source the record is about.
    public ResourceKey resource() {
        return head.resource();
    }

    /// The number of the request the record belongs to.
    public RequestNumber request() {
        return head.request();
    }

    /// The unit's and the request's part of the head.
    public Context context() {
        return head.context();
    }

    private static @Nullable String digestOf(Event event) {
        return switch (event) {
            case ManifestsRendered rendered -> rendered.digest();
            case DesiredStateConfirmed confirmed -> confirmed.digest();
            default -> null;
        };
    }

    private static @Nullable String inputsDigestOf(Event event) {
        return switch (event) {
            case ManifestsRendered rendered -> rendered.inputsDigest();
            case DesiredStateConfirmed confirmed -> confirmed.inputsDigest();
            default -> null;
        };
    }
}
