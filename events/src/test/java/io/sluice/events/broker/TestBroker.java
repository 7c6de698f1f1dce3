package io.sluice.events.broker;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.sluice.events.log.LogSettings;
import io.sluice.events.log.LogUnavailableException;
import io.sluice.events.log.TopicAdmin;
import io.sluice.events.wire.Partitions;
import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.redpanda.RedpandaContainer;

/// A broker for tests: Redpanda in a container where a Docker engine answers, Apache Kafka in this
/// process otherwise. The same tests run on both.
public final class TestBroker implements QuarkusTestResourceLifecycleManager, AutoCloseable {

    private static final String REDPANDA = "docker.redpanda.com/redpandadata/redpanda:v25.2.4";

    private Optional<EmbeddedKafkaBroker> embedded = Optional.empty();
    private Optional<RedpandaContainer> container = Optional.empty();

    /// Starts a broker outside Quarkus.
    public static TestBroker running() {
        TestBroker broker = new TestBroker();
        broker.start();
        return broker;
    }

    @Override
    public Map<String, String> start() {
        if (DockerClientFactory.instance().isDockerAvailable()) {
            RedpandaContainer redpanda = new RedpandaContainer(REDPANDA);
            redpanda.start();
            container = Optional.of(redpanda);
        } else {
            embedded = Optional.of(embedded().start());
        }
        return Map.of("kafka.bootstrap.servers", bootstrapServers());
    }

    private static EmbeddedKafkaBroker embedded() {
        return new EmbeddedKafkaBroker()
                .withAdditionalProperties(
                        properties -> {
                            properties.put("auto.create.topics.enable", "false");
                            properties.put("group.initial.rebalance.delay.ms", "0");
                            properties.put("message.max.bytes", "17000000");
                            properties.put("offsets.topic.num.partitions", "1");
                        });
    }

    /// Where clients connect.
    public String bootstrapServers() {
        return container
                .map(RedpandaContainer::getBootstrapServers)
                .or(() -> embedded.map(EmbeddedKafkaBroker::getAdvertisedListeners))
                .map(address -> address.replaceFirst("^[A-Z_]+://", ""))
                .orElseThrow(() -> new IllegalStateException("the broker is not started"));
    }

    /// Client settings for a topic prefix of one's own, so that tests can share a broker.
    public LogSettings settings(String prefix) {
        return new LogSettings(bootstrapServers(), prefix, "test", Map.of());
    }

    /// Creates the topics under a prefix.
    public void createTopics(String prefix, int partitions) {
        try (TopicAdmin admin = new TopicAdmin(settings(prefix), new Partitions(partitions))) {
            admin.createMissing();
        } catch (LogUnavailableException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        embedded.ifPresent(EmbeddedKafkaBroker::close);
        container.ifPresent(RedpandaContainer::stop);
    }

    @Override
    public void close() {
        stop();
    }
}
