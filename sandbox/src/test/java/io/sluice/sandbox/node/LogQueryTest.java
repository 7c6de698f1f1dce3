package io.sluice.sandbox.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The parameters that an API server passes on to a kubelet.
final class LogQueryTest {

    private static final Clock NOON =
            Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC);
    private static final String EARLY = "{\"level\":\"info\",\"ts\":\"2026-11-26T11:58:00.000Z\"}";
    private static final String PLAIN = "not JSON";
    private static final String LATE = "{\"level\":\"info\",\"ts\":\"2026-11-26T11:59:30.000Z\"}";
    private static final List<String> LINES = List.of(EARLY, PLAIN, LATE);

    @Test
    void without_parameters_everything_is_told_once() {
        LogQuery query = LogQuery.of(null, NOON);

        assertThat(query.follow()).isFalse();
        assertThat(query.select(LINES)).isEqualTo(LINES);
    }

    @Test
    void the_last_lines_are_counted_from_the_end() {
        assertThat(LogQuery.of("tailLines=2", NOON).select(LINES)).containsExactly(PLAIN, LATE);
        assertThat(LogQuery.of("tailLines=9", NOON).select(LINES)).isEqualTo(LINES);
    }

    @Test
    void older_lines_are_left_out() {
        assertThat(LogQuery.of("sinceSeconds=60", NOON).select(LINES)).containsExactly(LATE);
        assertThat(LogQuery.of("sinceTime=2026-11-26T11%3A59%3A00Z", NOON).select(LINES))
                .containsExactly(LATE);
        assertThat(LogQuery.of("sinceSeconds=1", NOON).select(LINES)).isEmpty();
    }

    @Test
    void a_follower_waits_for_more() {
        LogQuery query = LogQuery.of("container=manager&follow=true&sinceSeconds=1", NOON);

        assertThat(query.follow()).isTrue();
        assertThat(query.select(LINES)).isEmpty();
    }
}
