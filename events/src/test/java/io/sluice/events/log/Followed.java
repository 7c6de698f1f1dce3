package io.sluice.events.log;

import io.sluice.events.Envelope;
import io.sluice.events.wire.Reading;
import io.sluice.events.wire.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Remembers what a follower reads.
final class Followed implements FollowerListener {
    final List<Envelope> read = new CopyOnWriteArrayList<>();
    final List<Integer> lost = new CopyOnWriteArrayList<>();
    final List<String> refused = new ArrayList<>();
    final AtomicInteger caughtUp = new AtomicInteger();

    long times(long sequence) {
        return read.stream().filter(record -> record.request().sequence() == sequence).count();
    }

    long saw(long sequence) {
        return read.stream()
                .filter(record -> record.request().sequence() == sequence)
                .map(Envelope::resource)
                .distinct()
                .count();
    }

    @Override
    public void read(Topic topic, int partition, long offset, Envelope envelope) {
        read.add(envelope);
    }

    @Override
    public void refused(Topic topic, Reading.Refused reading) {
        refused.add(reading.message());
    }

    @Override
    public void caughtUp() {
        caughtUp.incrementAndGet();
    }

    @Override
    public void lost(Topic topic, int partition) {
        lost.add(partition);
    }
}
