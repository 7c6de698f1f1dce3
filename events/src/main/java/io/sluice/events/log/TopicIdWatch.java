package io.sluice.events.log;

import io.sluice.events.wire.Partitions;
import io.sluice.events.wire.Topic;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.Uuid;

/// Tells the ids of the topics, by which those are noticed that were deleted and created again
/// under the same name: every second it asks the broker, on a thread of its own.
final class TopicIdWatch implements AutoCloseable {

    private static final long PERIOD_MILLIS = 1000;

    private final TopicAdmin admin;
    private final Map<Topic, Uuid> ids = new ConcurrentHashMap<>();
    private final Thread thread;

    TopicIdWatch(LogSettings settings) {
        this.admin = new TopicAdmin(settings, new Partitions(Partitions.DEFAULT));
        this.thread = Thread.ofVirtual().name("topic-ids").unstarted(this::watch);
    }

    /// Waits for all topics to exist, remembers their ids, and watches from then on.
    void start() throws InterruptedException {
        admin.awaitAll();
        boolean known = false;
        while (!known) {
            known = look();
        }
        thread.start();
    }

    /// The id of a topic as last seen.
    Optional<Uuid> id(Topic topic) {
        return Optional.ofNullable(ids.get(topic));
    }

    private void watch() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
                look();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            admin.close();
        }
    }

    private boolean look() throws InterruptedException {
        try {
            ids.putAll(admin.topicIds());
            return ids.size() == Topic.values().length;
        } catch (LogUnavailableException _) {
            TimeUnit.MILLISECONDS.sleep(200);
            return false;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
