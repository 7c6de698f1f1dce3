package io.sluice.sourcewatcher.kafka;

import io.sluice.events.log.LogMetadata;
import io.sluice.events.log.LogUnavailableException;
import io.sluice.events.protocol.LogEnds;
import io.sluice.events.protocol.LogEnds.Place;
import io.sluice.events.wire.Topic;
import java.util.Map;
import java.util.Queue;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/// Knows how long the log was, and so notices when it was lost (protocol 5).
public final class LogGuard {

    private final LogMetadata log;
    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Place suspected;
    private volatile int generation;
    private LogEnds ends;
    private @Nullable SortedMap<Topic, Uuid> ids;

    private record Acknowledged(Place place, long offset) {}

    /// @param noted the ends as the Lease notes them; null for none
    public LogGuard(LogMetadata log, @Nullable String noted) {
        this.log = log;
        this.ends = LogEnds.read(noted);
    }

    /// Compares the log with what it was. Asks the broker without keeping anybody else waiting: the
    /// Lease is renewed with [#note] meanwhile.
    ///
    /// @return what was lost, for the log; null if nothing was
    /// @throws LogUnavailableException if the broker does not answer
    public @Nullable String look() throws LogUnavailableException, InterruptedException {
        Place backwards = suspected;
        if (backwards != null) {
            return "%s-%d gave an offset twice"
                    .formatted(backwards.topic().suffix(), backwards.partition());
        }
        int begun = takeIn();
        String gone = compare(log.topicIds(), begun);
        return gone == null ? observe(log.ends(), begun) : gone;
    }

    private synchronized @Nullable String compare(SortedMap<Topic, Uuid> now, int begun) {
        SortedMap<Topic, Uuid> before = ids;
        for (Topic topic : Topic.values()) {
            Uuid id = now.get(topic);
            if (id == null) {
                return "the topic " + topic.suffix() + " is missing";
            }
            if (before != null && !id.equals(before.get(topic))) {
                return "the topic " + topic.suffix() + " was created again";
            }
        }
        if (begun == generation) {
            ids = now;
        }
        return null;
    }

    private synchronized @Nullable String observe(Map<Place, Long> found, int begun) {
        return begun != generation
                ? null
                : ends.observe(found)
                        .map(
                                place ->
                                        "%s-%d is shorter than it was"
                                                .formatted(
                                                        place.topic().suffix(), place.partition()))
                        .orElse(null);
    }

    /// Notes an acknowledged offset; it counts from the next look on, whose answer from the broker
    /// is newer.
    public void acknowledged(Place place, long offset) {
        acknowledged.add(new Acknowledged(place, offset));
    }

    private synchronized int takeIn() {
        Acknowledged next = acknowledged.poll();
        while (next != null) {
            ends.acknowledged(next.place(), next.offset());
            next = acknowledged.poll();
        }
        return generation;
    }

    /// A record got an offset that was given before.
    public void suspect(Place place) {
        suspected = place;
    }

    /// Starts again after a loss.
    public synchronized void forget() {
        generation++;
        acknowledged.clear();
        suspected = null;
        ends = new LogEnds();
        ids = null;
    }

    /// How often it started again; what a look says that began before does not count.
    public int generation() {
        return generation;
    }

    /// The ends, for the Lease.
    public synchronized String note() {
        return ends.write();
    }
}
