package io.sluice.sandbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class KafkaBrokerIT {

    @Test
    void keeps_its_topics_over_a_kill_and_is_empty_after_losing_its_data() throws Exception {
        var broker = KafkaBroker.start();
        try (broker) {
            createTopic(broker, "kept");
            broker.kill();
            assertThat(broker.process().isAlive()).isFalse();
            broker.restart();
            assertThat(topics(broker)).containsExactly("kept");
            broker.loseData();
            broker.restart();
            assertThat(topics(broker)).isEmpty();
        }
        assertThat(broker.process().isAlive()).isFalse();
    }

    private static void createTopic(KafkaBroker broker, String name)
            throws ExecutionException, InterruptedException {
        try (var admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic(name, Optional.of(3), Optional.empty())))
                    .all()
                    .get();
        }
    }

    private static Set<String> topics(KafkaBroker broker)
            throws ExecutionException, InterruptedException {
        try (var admin = admin(broker)) {
            return admin.listTopics().names().get();
        }
    }

    private static Admin admin(KafkaBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }
}
