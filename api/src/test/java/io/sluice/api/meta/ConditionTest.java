package io.sluice.api.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ConditionTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:15:30.987Z");

    @Test
    void keeps_whole_seconds_as_the_api_does() {
        var condition = Condition.of("Ready", Condition.Status.True, 1, NOW, "Succeeded", "");

        assertThat(condition.lastTransitionTime()).isEqualTo("2026-11-23T10:15:30Z");
    }

    @Test
    void cuts_a_message_the_schema_would_refuse() {
        var message = "x".repeat(Condition.LONGEST_MESSAGE + 1);

        var condition = Condition.of("Ready", Condition.Status.False, 1, NOW, "Failed", message);

        assertThat(condition.message()).hasSize(Condition.LONGEST_MESSAGE);
    }

    @Test
    void holds_only_if_true() {
        assertThat(Condition.of("A", Condition.Status.True, 1, NOW, "R", "").holds()).isTrue();
        assertThat(Condition.of("A", Condition.Status.Unknown, 1, NOW, "R", "").holds()).isFalse();
    }
}
