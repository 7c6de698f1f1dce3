package io.sluice.events.log;

import io.sluice.events.wire.Partitions;
import io.sluice.events.wire.Topic;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.Uuid;

/// Notices topics that were deleted and created again under the same name: every second it asks
/// the broker for their ids, on a thread of its own.
final class TopicIdWatch implements AutoCloseable {

    private static final long PERIOD_MILLIS = 1000;

    private final TopicAdmin admin;
    private final Map<Topic, Uuid> ids = new ConcurrentHashMap<>();
    private final Set<Topic> recreated = EnumSet.noneOf(Topic.class);
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

    /// The topics that have another id since the last call.
    synchronized Set<Topic> takeRecreated() {
        if (recreated.isEmpty()) {
            return Set.of();
        }
        Set<Topic> taken = EnumSet.copyOf(recreated);
        recreated.clear();
        return taken;
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
            admin.topicIds().forEach(this::see);
            return ids.size() == Topic.values().length;
        } catch (LogUnavailableException _) {
            TimeUnit.MILLISECONDS.sleep(200);
            return false;
        }
    }

    private synchronized void see(Topic topic, Uuid id) {
        Uuid before = ids.put(topic, id);
        if (before != null && !before.equals(id)) {
            recreated.add(topic);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
