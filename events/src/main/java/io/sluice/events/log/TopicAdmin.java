package io.sluice.events.log;

import io.sluice.events.protocol.LogEnds.Place;
import io.sluice.events.wire.Partitions;
import io.sluice.events.wire.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Looks after the topics: the source-watcher creates them, everybody else waits for them.
public final class TopicAdmin implements LogMetadata, AutoCloseable {

    private static final long TIMEOUT_SECONDS = 10;

    /// A topic that was just created is not at once visible to every request.
    private static final int ATTEMPTS = 50;

    private final LogSettings settings;
    private final Partitions partitions;
    private Optional<Admin> admin = Optional.empty();

    /// An admin that connects when it is first used.
    public TopicAdmin(LogSettings settings, Partitions partitions) {
        this.settings = settings;
        this.partitions = partitions;
    }

    /// Creates the topics that are missing and compares all of them with what they must be.
    ///
    /// @return the topics that were created
    /// @throws WrongTopicException if one has another partition count or cleanup
    /// @throws LogUnavailableException if the broker does not answer
    public List<Topic> createMissing() throws LogUnavailableException, InterruptedException {
        List<Topic> created = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            var description =
                    new NewTopic(name(topic), Optional.of(partitions.count()), Optional.empty())
                            .configs(topic.settings());
            try {
                await(client().createTopics(List.of(description)).all());
                created.add(topic);
            } catch (LogUnavailableException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
        for (int attempt = 0; ; attempt++) {
            try {
                compare();
                return created;
            } catch (LogUnavailableException e) {
                boolean notYetVisible = e.getCause() instanceof UnknownTopicOrPartitionException;
                if (!notYetVisible || attempt == ATTEMPTS) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    private void compare() throws LogUnavailableException, InterruptedException {
        SortedMap<Topic, TopicDescription> found = describe();
        List<ConfigResource> resources = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            resources.add(new ConfigResource(ConfigResource.Type.TOPIC, name(topic)));
        }
        Map<ConfigResource, Config> configs = await(client().describeConfigs(resources).all());
        found.forEach(
                (topic, description) -> {
                    int count = description.partitions().size();
                    if (count != partitions.count()) {
                        throw new WrongTopicException(
                                "the topic %s has %d partitions, not %d; delete it, or set sluice.partitions to %d"
                                        .formatted(name(topic), count, partitions.count(), count));
                    }
                });
        configs.forEach(this::compare);
    }

    private void compare(ConfigResource resource, Config config) {
        Topic topic = Topic.named(settings.prefix(), resource.name());
        var entry = config.get("cleanup.policy");
        String wanted = topic.cleanup().setting();
        if (entry != null && !wanted.equals(entry.value())) {
            throw new WrongTopicException(
                    "the topic %s has cleanup.policy=%s, not %s; change that setting of the topic"
                            .formatted(resource.name(), entry.value(), wanted));
        }
    }

    @Override
    public SortedMap<Topic, Uuid> topicIds() throws LogUnavailableException, InterruptedException {
        SortedMap<Topic, Uuid> ids = new TreeMap<>();
        describe().forEach((topic, description) -> ids.put(topic, description.topicId()));
        return ids;
    }

    @Override
    public SortedMap<Place, Long> ends() throws LogUnavailableException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new TreeMap<>(LogFollower.PLACES);
        for (Topic topic : describe().keySet()) {
            for (int partition = 0; partition < partitions.count(); partition++) {
                wanted.put(new TopicPartition(name(topic), partition), OffsetSpec.latest());
            }
        }
        SortedMap<Place, Long> ends = new TreeMap<>();
        if (!wanted.isEmpty()) {
            await(client().listOffsets(wanted).all())
                    .forEach(
                            (place, end) ->
                                    ends.put(
                                            new Place(
                                                    Topic.named(settings.prefix(), place.topic()),
                                                    place.partition()),
                                            end.offset()));
        }
        return ends;
    }

    /// Whether every topic exists.
    ///
    /// @throws LogUnavailableException if the broker does not answer
    public boolean allExist() throws LogUnavailableException, InterruptedException {
        return describe().size() == Topic.values().length;
    }

    /// Waits until every topic exists, however long that takes.
    public void awaitAll() throws InterruptedException {
        while (true) {
            try {
                if (allExist()) {
                    return;
                }
            } catch (LogUnavailableException _) {
                // asked again
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private SortedMap<Topic, TopicDescription> describe()
            throws LogUnavailableException, InterruptedException {
        List<String> names = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            names.add(name(topic));
        }
        SortedMap<Topic, TopicDescription> found = new TreeMap<>();
        var futures = client().describeTopics(names).topicNameValues();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> entry : futures.entrySet()) {
            try {
                found.put(Topic.named(settings.prefix(), entry.getKey()), await(entry.getValue()));
            } catch (LogUnavailableException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
        return found;
    }

    private String name(Topic topic) {
        return topic.under(settings.prefix());
    }

    private synchronized Admin client() throws LogUnavailableException {
        if (admin.isEmpty()) {
            try {
                admin = Optional.of(Admin.create(settings.admin()));
            } catch (KafkaException e) {
                throw new LogUnavailableException(
                        "the broker at " + settings.bootstrapServers() + " is not known", e);
            }
        }
        return admin.get();
    }

    private <T> T await(KafkaFuture<T> future)
            throws LogUnavailableException, InterruptedException {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof org.apache.kafka.common.errors.TimeoutException) {
                close();
            }
            throw unavailable(cause);
        } catch (TimeoutException e) {
            close();
            throw unavailable(e);
        }
    }

    private LogUnavailableException unavailable(Throwable cause) {
        return new LogUnavailableException(
                "the broker at " + settings.bootstrapServers() + " does not answer", cause);
    }

    /// Ends the connection; the next call makes another. Whatever got no answer in time is closed: a
    /// client whose thread has ended would never get one.
    @Override
    public synchronized void close() {
        admin.ifPresent(client -> client.close(java.time.Duration.ofSeconds(2)));
        admin = Optional.empty();
    }
}
