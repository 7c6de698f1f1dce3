package io.sluice.renderer.kafka;

import io.sluice.events.wire.EventCodec;
import io.sluice.events.wire.Reading;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// The records of a partition that were read and are not handled yet, by key, oldest first.
final class Inbox {

    private final Map<String, Deque<Letter>> queues = new ConcurrentHashMap<>();

    /// A record, read at most once however often it is looked at.
    static final class Letter {
        private final ConsumerRecord<String, byte[]> record;
        private @Nullable Reading reading;

        Letter(ConsumerRecord<String, byte[]> record) {
            this.record = record;
        }

        ConsumerRecord<String, byte[]> record() {
            return record;
        }

        Reading read(EventCodec codec) {
            Reading read = reading;
            if (read == null) {
                read = codec.decode(record);
                reading = read;
            }
            return read;
        }
    }

    /// Takes in a record; on the poll thread.
    void add(ConsumerRecord<String, byte[]> record) {
        queues.compute(
                record.key(),
                (_, held) -> {
                    Deque<Letter> queue = held == null ? new ArrayDeque<>() : held;
                    queue.add(new Letter(record));
                    return queue;
                });
    }

    /// Takes a record out, with the reading it may have already.
    Letter take(ConsumerRecord<String, byte[]> record) {
        AtomicReference<Letter> taken = new AtomicReference<>(new Letter(record));
        queues.computeIfPresent(
                record.key(),
                (_, queue) -> {
                    while (!queue.isEmpty()
                            && queue.getFirst().record().offset() <= record.offset()) {
                        Letter letter = queue.removeFirst();
                        if (letter.record().offset() == record.offset()) {
                            taken.set(letter);
                        }
                    }
                    return queue.isEmpty() ? null : queue;
                });
        return taken.get();
    }

    /// What waits under a key, oldest first.
    List<Letter> waiting(String key) {
        List<Letter> found = new ArrayList<>();
        queues.computeIfPresent(
                key,
                (_, queue) -> {
                    found.addAll(queue);
                    return queue;
                });
        return found;
    }
}
