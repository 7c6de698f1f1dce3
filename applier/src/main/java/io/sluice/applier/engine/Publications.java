package io.sluice.applier.engine;

import io.sluice.events.Context;
import io.sluice.events.Envelope;
import io.sluice.events.Event;
import io.sluice.events.Head;
import io.sluice.events.Producer;
import io.sluice.events.RecordKey;
import io.sluice.events.log.Publisher;
import io.sluice.events.wire.Topic;
import io.sluice.events.wire.Ulids;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Puts our facts on the log.
public final class Publications {

    private final Publisher publisher;
    private final Producer producer;
    private final Ulids ids;
    private final InstantSource clock;

    /// @param producer who we are
    public Publications(Publisher publisher, Producer producer, Ulids ids, InstantSource clock) {
        this.publisher = publisher;
        this.producer = producer;
        this.ids = ids;
        this.clock = clock;
    }

    /// Publishes a fact.
    ///
    /// @param cause the record that led to it, if there is one
    CompletionStage<Publisher.Position> publish(
            Topic topic, RecordKey key, Context context, Event event, @Nullable Head cause) {
        return again(topic, envelope(key, context, event, cause));
    }

    /// A fact as of now, to be published.
    ///
    /// @param cause the record that led to it, if there is one
    Envelope envelope(RecordKey key, Context context, Event event, @Nullable Head cause) {
        Envelope envelope = Envelope.of(ids.next(), key, producer, clock.instant(), context, event);
        return cause == null ? envelope : envelope.causedBy(cause);
    }

    /// Publishes a fact as it was written down, maybe not for the first time.
    CompletionStage<Publisher.Position> again(Topic topic, Envelope envelope) {
        return publisher.publish(topic, envelope);
    }
}
