package io.sluice.api.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {
    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "0s, PT0S",
        "250ms, PT0.25S",
        "1.5s, PT1.5S",
        "90s, PT1M30S",
        "1h2m3.5s, PT1H2M3.5S",
        "0.5h, PT30M",
        "1m1m, PT2M",
        "3s1h, PT1H3S",
        "7ns, PT0.000000007S",
        "2us, PT0.000002S",
        "2µs, PT0.000002S",
        ".5s, PT0.5S",
        "1.s, PT1S",
        "0.1ns, PT0S"
    })
    void reads(String text, Duration expected) {
        assertThat(GoDuration.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "1d", "s", ".s", "-5m", "1h 2m", "1h2", "1,5s", "x1s", "1sx"})
    void refuses_and_says_how_to_write_it(String text) {
        assertThatThrownBy(() -> GoDuration.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("1h30m");
    }

    @Test
    void cuts_what_no_clock_will_ever_reach() {
        var longest = Duration.ofNanos(Long.MAX_VALUE);

        assertThat(GoDuration.parse("99999999999999999999h")).isEqualTo(longest);
        assertThat(GoDuration.parse("9".repeat(400) + "ms")).isEqualTo(longest);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT0.000000007S, 7ns",
        "PT0.0000015S, 1.5µs",
        "PT0.25S, 250ms",
        "PT0.0012S, 1.2ms",
        "PT1.5S, 1.5s",
        "PT10S, 10s",
        "PT1M, 1m0s",
        "PT1H, 1h0m0s",
        "PT1H0.5S, 1h0m0.5s",
        "PT26H3M4.005S, 26h3m4.005s",
        "PT-1.5S, -1.5s"
    })
    void writes_as_go_does(Duration duration, String expected) {
        assertThat(GoDuration.format(duration)).isEqualTo(expected);
    }

    @Test
    void reads_back_whatever_it_writes() {
        var random = RandomGenerator.of("L64X128MixRandom");
        for (int i = 0; i < 2_000; i++) {
            var duration = Duration.ofNanos(random.nextLong(Long.MAX_VALUE) >> random.nextInt(63));

            assertThat(GoDuration.parse(GoDuration.format(duration))).isEqualTo(duration);
        }
    }
}
