package io.sluice.sourcewatcher.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.events.log.LogMetadata;
import io.sluice.events.protocol.LogEnds.Place;
import io.sluice.events.wire.Topic;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

final class LogGuardTest {

    private static final Place REQUESTS = new Place(Topic.REQUESTS, 0);

    private final Broker broker = new Broker();
    private final LogGuard guard = new LogGuard(broker, null);

    @Test
    void a_log_that_grows_is_not_lost() throws Exception {
        broker.end(3);
        assertThat(guard.look()).isNull();

        broker.end(4);

        assertThat(guard.look()).isNull();
    }

    @Test
    void a_log_that_is_shorter_than_what_was_acknowledged_is_lost() throws Exception {
        broker.end(3);
        guard.acknowledged(REQUESTS, 7);

        assertThat(guard.look()).isEqualTo("requests-0 is shorter than it was");
    }

    @Test
    void a_loss_is_told_until_it_is_forgotten() throws Exception {
        guard.look();
        broker.create();

        assertThat(guard.look()).contains("was created again");
        assertThat(guard.look()).contains("was created again");

        guard.forget();
        assertThat(guard.look()).isNull();
    }

    @Test
    void what_was_asked_before_a_loss_was_mended_does_not_count_after_it() throws Exception {
        guard.acknowledged(REQUESTS, 7);
        broker.end(3);
        broker.meanwhile = guard::forget;

        assertThat(guard.look()).isNull();

        broker.end(2);
        assertThat(guard.look()).isNull();
    }

    @Test
    void the_lease_is_told_the_ends_while_the_broker_is_asked() throws Exception {
        guard.acknowledged(REQUESTS, 7);
        broker.end(8);
        broker.meanwhile =
                () -> {
                    Thread other = Thread.ofPlatform().start(() -> broker.noted = guard.note());
                    try {
                        other.join();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                };

        guard.look();

        assertThat(broker.noted).isEqualTo("requests:0=8");
    }

    /// Tells what it is told to.
    private static final class Broker implements LogMetadata {
        private final TreeMap<Topic, Uuid> ids = new TreeMap<>();
        private final TreeMap<Place, Long> ends = new TreeMap<>();
        private Runnable meanwhile = () -> {};
        private volatile String noted = "";

        Broker() {
            create();
        }

        void create() {
            for (Topic topic : Topic.values()) {
                ids.put(topic, Uuid.randomUuid());
            }
        }

        void end(long offset) {
            ends.put(REQUESTS, offset);
        }

        @Override
        public SortedMap<Topic, Uuid> topicIds() {
            return new TreeMap<>(ids);
        }

        @Override
        public SortedMap<Place, Long> ends() {
            Runnable now = meanwhile;
            meanwhile = () -> {};
            now.run();
            return new TreeMap<>(ends);
        }
    }
}
