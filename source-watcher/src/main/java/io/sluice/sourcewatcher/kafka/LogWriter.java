package io.sluice.sourcewatcher.kafka;

import io.sluice.events.Cause;
import io.sluice.events.Context;
import io.sluice.events.Envelope;
import io.sluice.events.EpochOpened;
import io.sluice.events.Producer;
import io.sluice.events.RequestNumber;
import io.sluice.events.Slot;
import io.sluice.events.log.Publisher;
import io.sluice.events.protocol.LogEnds.Place;
import io.sluice.events.wire.Partitions;
import io.sluice.events.wire.Topic;
import io.sluice.events.wire.Ulids;
import io.sluice.sourcewatcher.watch.Effect;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/// Writes to the log, and notices by the offsets that come back when it was lost.
public final class LogWriter {

    private static final long OPENING_SECONDS = 150;

    private final Publisher publisher;
    private final Producer producer;
    private final Partitions partitions;
    private final InstantSource clock;
    private final Ulids ids;
    private final CommitTraces traces;
    private final Listener listener;
    private final Map<Place, Long> acknowledged = new ConcurrentHashMap<>();

    /// Told of what became of records; called on the producer's threads.
    public interface Listener {

        /// A record is in the log.
        void acknowledged(Place place, long offset);

        /// A record could not be delivered.
        void undelivered(Envelope envelope, Throwable why);

        /// A record got an offset that was given before: the log was lost.
        void lost(Place place);
    }

    public LogWriter(
            Publisher publisher,
            Producer producer,
            Partitions partitions,
            InstantSource clock,
            RandomGenerator random,
            CommitTraces traces,
            Listener listener) {
        this.publisher = publisher;
        this.producer = producer;
        this.partitions = partitions;
        this.clock = clock;
        this.ids = new Ulids(clock, random);
        this.traces = traces;
        this.listener = listener;
    }

    /// Writes the first record of an epoch to every partition of `requests`, and waits until all
    /// are there.
    ///
    /// @throws TimeoutException if the broker does not take them
    public void open(long epoch) throws InterruptedException, TimeoutException {
        acknowledged.clear();
        Instant now = clock.instant();
        List<CompletableFuture<?>> sent = new ArrayList<>();
        for (int partition = 0; partition < partitions.count(); partition++) {
            var context = Context.of("", 0, new RequestNumber(epoch, 0), Cause.LEADER_CHANGED);
            Envelope envelope =
                    Envelope.of(
                            ids.next(),
                            EpochOpened.KEY.slot(Slot.SELF),
                            producer,
                            now,
                            context,
                            new EpochOpened(epoch));
            sent.add(publisher.publish(Topic.REQUESTS, envelope, partition).toCompletableFuture());
        }
        try {
            CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
                    .get(OPENING_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            var failure = new TimeoutException("the epoch cannot be opened: " + e.getCause());
            failure.initCause(e);
            throw failure;
        }
    }

    /// Writes a fact; returns at once.
    ///
    /// @return as written
    public Envelope write(Effect.Publish fact) {
        Envelope envelope =
                traces.trace(
                        Envelope.of(
                                ids.next(),
                                fact.key(),
                                producer,
                                clock.instant(),
                                fact.context(),
                                fact.event()));
        write(fact.topic(), envelope);
        return envelope;
    }

    /// Writes a fact again, as it was.
    public void write(Topic topic, Envelope envelope) {
        Place place = new Place(topic, partitions.of(envelope.resource()));
        long before = acknowledged.getOrDefault(place, -1L);
        CompletionStage<Publisher.Position> sent = publisher.publish(topic, envelope);
        sent.whenComplete(
                (position, failure) -> {
                    if (failure != null) {
                        listener.undelivered(envelope, failure);
                    } else if (position.offset() >= 0) {
                        took(place, position.offset(), before);
                    }
                });
    }

    /// @param before the greatest offset that was acknowledged when the record was sent
    private void took(Place place, long offset, long before) {
        if (offset <= before) {
            listener.lost(place);
        } else {
            acknowledged.merge(place, offset, Math::max);
            listener.acknowledged(place, offset);
        }
    }
}
