package io.sluice.statusprojector.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class KnownEventsTest {

    private Instant now = Instant.EPOCH;
    private final KnownEvents known = new KnownEvents(() -> now);

    @Test
    void an_event_is_known_for_ten_minutes() {
        assertThat(known.has("apps/one")).isFalse();
        known.add("apps/one");

        now = now.plus(Duration.ofMinutes(10)).minusMillis(1);
        assertThat(known.has("apps/one")).isTrue();

        now = now.plusMillis(1);
        assertThat(known.has("apps/one")).isFalse();
    }

    @Test
    void only_the_latest_are_kept() {
        known.add("apps/used");
        for (int event = 0; event < 5000; event++) {
            known.add("apps/" + event);
            assertThat(known.has("apps/used")).isTrue();
        }

        assertThat(known.has("apps/4999")).isTrue();
        assertThat(known.has("apps/0")).isFalse();
    }
}
