package io.sluice.applier.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ContestTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void the_first_repairs_are_not_delayed() {
        Contest contest = Contest.NONE;
        for (int repair = 0; repair < 4; repair++) {
            contest = contest.repaired(NOW);
        }

        assertThat(contest.next()).isEqualTo(NOW);
        assertThat(contest.isContested()).isFalse();
    }

    @Test
    void later_ones_are_more_and_more_up_to_a_limit() {
        Contest contest = Contest.NONE;
        for (int repair = 0; repair < 30; repair++) {
            contest = contest.repaired(NOW);
        }

        assertThat(contest.isContested()).isTrue();
        assertThat(contest.next()).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
    }

    @Test
    void peace_is_forgotten_about() {
        Contest contest = Contest.NONE;
        for (int repair = 0; repair < 8; repair++) {
            contest = contest.repaired(NOW);
        }

        Contest after = contest.repaired(NOW.plus(Duration.ofHours(1)));

        assertThat(after.repairs()).isEqualTo(1);
    }

    @Test
    void failures_are_tried_again_soon_and_are_no_fight() {
        Contest contest = Contest.NONE;
        for (int attempt = 0; attempt < 12; attempt++) {
            contest = contest.failed(NOW, "refused");
        }

        assertThat(contest.isContested()).isFalse();
        assertThat(contest.next()).isEqualTo(NOW.plus(Duration.ofSeconds(30)));
        assertThat(contest.repaired(NOW).next()).isEqualTo(NOW);
    }
}
