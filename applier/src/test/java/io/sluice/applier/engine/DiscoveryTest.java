package io.sluice.applier.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.events.ObjectId;
import io.sluice.events.wire.EventJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class DiscoveryTest {

    private static final ObjectId WIDGET = new ObjectId("example.com/v1", "Widget", "apps", "one");
    private static final ObjectId GADGET = new ObjectId("example.com/v1", "Gadget", "apps", "one");

    private final Deque<Reply> replies = new ArrayDeque<>();
    private final PlayedCluster cluster = new PlayedCluster(_ -> replies.remove());
    private final Discovery discovery = cluster.discovery();

    @Test
    void a_kind_that_is_served_is_asked_for_once() {
        replies.add(serving("Widget"));

        assertThat(discovery.find(WIDGET, calls())).isPresent();
        cluster.pass(Duration.ofDays(1));

        assertThat(discovery.find(WIDGET, calls())).isPresent();
        assertThat(cluster.sent()).hasSize(1);
    }

    @Test
    void many_units_without_their_kind_ask_once_a_second() {
        replies.add(serving("Widget"));
        replies.add(serving("Widget"));

        for (int unit = 0; unit < 100; unit++) {
            assertThat(discovery.find(GADGET, calls())).isEmpty();
        }
        assertThat(cluster.sent()).hasSize(1);

        cluster.pass(Duration.ofSeconds(1));
        assertThat(discovery.find(GADGET, calls())).isEmpty();
        assertThat(cluster.sent()).hasSize(2);
    }

    @Test
    void a_definition_that_is_established_is_looked_for_at_once() {
        replies.add(serving("Widget"));
        replies.add(serving("Widget"));
        replies.add(serving("Widget", "Gadget"));
        assertThat(discovery.find(GADGET, calls())).isEmpty();

        discovery.expect("example.com", "v1", "Gadget");

        assertThat(discovery.find(GADGET, calls())).isPresent();
        assertThat(cluster.now()).isBefore(Instant.EPOCH.plusSeconds(1));
    }

    @Test
    void whoever_waits_for_a_kind_may_look_sooner() {
        replies.add(serving("Widget"));
        replies.add(serving("Widget", "Gadget"));
        assertThat(discovery.find(GADGET, calls())).isEmpty();

        discovery.lookAgain("example.com/v1");

        assertThat(discovery.find(GADGET, calls())).isPresent();
    }

    private static Reply serving(String... kinds) {
        var resources = EventJson.mapper().createArrayNode();
        for (String kind : kinds) {
            resources
                    .addObject()
                    .put("name", kind.toLowerCase(Locale.ROOT) + "s")
                    .put("kind", kind)
                    .put("namespaced", true);
        }
        return new Reply.Accepted(
                200, EventJson.mapper().createObjectNode().set("resources", resources));
    }

    private Calls calls() {
        return cluster.calls("apps");
    }
}
