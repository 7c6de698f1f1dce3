package io.sluice.sourcewatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.events.log.LogMetadata;
import io.sluice.events.log.LogUnavailableException;
import io.sluice.events.protocol.LogEnds.Place;
import io.sluice.events.wire.Topic;
import io.sluice.sourcewatcher.kafka.LogGuard;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.Uuid;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class LogLooksTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void a_missing_topic_is_told_once() {
        try (var looks = new LogLooks(guard(TreeMap::new))) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(looks.takeLoss()).contains("is missing"));

            assertThat(looks.takeLoss()).isNull();
        }
    }

    @Test
    void a_broker_that_is_away_is_looked_at_again() {
        var asked = new AtomicInteger();
        Callable<SortedMap<Topic, Uuid>> away =
                () -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new LogUnavailableException("away", new IllegalStateException());
                    }
                    return new TreeMap<>();
                };

        try (var looks = new LogLooks(guard(away))) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(looks.takeLoss()).contains("is missing"));
        }
    }

    @Test
    void a_look_that_ends_in_a_fault_is_not_silent() {
        var fault = new IllegalStateException("a fault of ours");
        Callable<SortedMap<Topic, Uuid>> failing =
                () -> {
                    throw fault;
                };

        try (var looks = new LogLooks(guard(failing))) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThatThrownBy(looks::takeLoss).hasRootCause(fault));
        }
    }

    private static LogGuard guard(Callable<SortedMap<Topic, Uuid>> topics) {
        return new LogGuard(
                new LogMetadata() {
                    @Override
                    public SortedMap<Topic, Uuid> topicIds() throws LogUnavailableException {
                        try {
                            return topics.call();
                        } catch (LogUnavailableException | RuntimeException e) {
                            throw e;
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    }

                    @Override
                    public SortedMap<Place, Long> ends() {
                        return new TreeMap<>();
                    }
                },
                null);
    }
}
