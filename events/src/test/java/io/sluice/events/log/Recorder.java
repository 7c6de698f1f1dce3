package io.sluice.events.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.events.wire.EventCodec;
import io.sluice.events.wire.Reading;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Remembers what a consumer hands over, two records at a time.
final class Recorder implements LaneHandler {
    final Map<String, List<Long>> byUnit = new ConcurrentHashMap<>();
    final List<Lane> lanes = new CopyOnWriteArrayList<>();
    final List<Integer> lost = new CopyOnWriteArrayList<>();
    final AtomicInteger caughtUp = new AtomicInteger();
    final AtomicInteger mostAtOnce = new AtomicInteger();
    private final CountDownLatch twoAtOnce = new CountDownLatch(2);
    private final AtomicInteger running = new AtomicInteger();
    private final EventCodec codec;

    Recorder(EventCodec codec) {
        this.codec = codec;
    }

    long count() {
        return byUnit.values().stream().mapToLong(List::size).sum();
    }

    boolean sawInEachUnit(long sequence) {
        return byUnit.values().stream().allMatch(seen -> seen.contains(sequence));
    }

    boolean sawTwiceInEachUnit(long sequence) {
        return byUnit.values().stream()
                .allMatch(seen -> Collections.frequency(seen, sequence) >= 2);
    }

    long alive() {
        return lanes.stream().filter(Lane::isAlive).count();
    }

    @Override
    public void assigned(Lane lane) {
        lanes.add(lane);
    }

    @Override
    public void handle(Lane lane, ConsumerRecord<String, byte[]> record)
            throws InterruptedException {
        mostAtOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
        Reading reading = codec.decode(record);
        assertThat(reading).isInstanceOf(Reading.Read.class);
        if (reading instanceof Reading.Read read) {
            byUnit.computeIfAbsent(record.key(), _ -> new CopyOnWriteArrayList<>())
                    .add(read.envelope().request().sequence());
        }
        twoAtOnce.countDown();
        assertThat(twoAtOnce.await(10, TimeUnit.SECONDS)).isTrue();
        running.decrementAndGet();
    }

    @Override
    public void caughtUp(Lane lane) {
        caughtUp.incrementAndGet();
    }

    @Override
    public void dropped(Lane lane, boolean wasLost) {
        if (wasLost) {
            lost.add(lane.partition());
        }
    }
}
