package io.sluice.statusprojector.kafka;

import io.sluice.events.log.Lane;
import io.sluice.events.wire.EventCodec;
import io.sluice.events.wire.Reading;
import io.sluice.events.wire.Topic;
import io.sluice.statusprojector.effects.Announcer;
import io.sluice.statusprojector.projection.Position;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Reads records for the announcer. What cannot be read was counted by the projection's follower.
public final class Teller {
    private static final long LOOK_AGAIN_MILLIS = 200;

    private final Announcer announcer;
    private final CompletableFuture<EventCodec> codec = new CompletableFuture<>();

    public Teller(Announcer announcer) {
        this.announcer = announcer;
    }

    /// Told when it is known which cluster this is.
    public void reads(EventCodec known) {
        codec.complete(known);
    }

    void tell(Topic topic, Lane lane, ConsumerRecord<String, byte[]> record)
            throws InterruptedException {
        while (lane.isAlive() && !codec.isDone()) {
            await();
        }
        EventCodec known = codec.getNow(null);
        if (known != null && known.decode(record) instanceof Reading.Read read) {
            announcer.announce(
                    new Position(topic, record.partition(), record.offset()),
                    read.envelope(),
                    lane::isAlive);
        }
    }

    private void await() throws InterruptedException {
        try {
            codec.get(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            // The API server has not answered yet.
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody completes it so", e);
        }
    }
}
