package io.sluice.applier.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.events.ObjectId;
import io.sluice.events.wire.EventJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class DiscoveryTest {

    private static final ObjectId WIDGET = new ObjectId("example.com/v1", "Widget", "apps", "one");
    private static final ObjectId GADGET = new ObjectId("example.com/v1", "Gadget", "apps", "one");

    private final Deque<Reply> replies = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private final Discovery discovery = new Discovery(() -> now);

    @Test
    void a_kind_that_is_served_is_asked_for_once() {
        replies.add(serving("Widget"));

        assertThat(discovery.find(WIDGET, calls())).isPresent();
        now = now.plus(Duration.ofDays(1));

        assertThat(discovery.find(WIDGET, calls())).isPresent();
        assertThat(asked).hasSize(1);
    }

    @Test
    void many_units_without_their_kind_ask_once_a_second() {
        replies.add(serving("Widget"));
        replies.add(serving("Widget"));

        for (int unit = 0; unit < 100; unit++) {
            assertThat(discovery.find(GADGET, calls())).isEmpty();
        }
        assertThat(asked).hasSize(1);

        now = now.plusSeconds(1);
        assertThat(discovery.find(GADGET, calls())).isEmpty();
        assertThat(asked).hasSize(2);
    }

    @Test
    void a_definition_that_is_established_is_looked_for_at_once() {
        replies.add(serving("Widget"));
        replies.add(serving("Widget"));
        replies.add(serving("Widget", "Gadget"));
        assertThat(discovery.find(GADGET, calls())).isEmpty();

        discovery.expect("example.com", "v1", "Gadget");

        assertThat(discovery.find(GADGET, calls())).isPresent();
        assertThat(now).isBefore(Instant.EPOCH.plusSeconds(1));
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
        ApiServer server =
                request -> {
                    asked.add(request.path());
                    return replies.remove();
                };
        var target =
                new Target(
                        "",
                        server,
                        new FairGate(1),
                        new Backoff(() -> now),
                        discovery,
                        (_, _) -> false,
                        new LiveObjects());
        return new Calls(target, "apps", new Waiting());
    }

    /// Time passes only when somebody waits.
    private final class Waiting implements Permit {
        @Override
        public void check() {
            // Everybody may go on.
        }

        @Override
        public void pause(Duration duration) {
            now = now.plus(duration);
        }
    }
}
