package io.sluice.sourcewatcher.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SemVerRangeTest {

    @ParameterizedTest
    @CsvSource({
        "1.2.3,            1.2.3,      true",
        "=1.2.3,           v1.2.3,     true",
        "1.2.3,            1.2.4,      false",
        "1.2,              1.2.9,      true",
        "1.2,              1.3.0,      false",
        "1.x,              1.9.9,      true",
        "1.x,              2.0.0,      false",
        "*,                7.1.2,      true",
        ">=1.2.0 <2.0.0,   1.9.0,      true",
        ">=1.2.0 <2.0.0,   2.0.0,      false",
        "'>=1.2.0, <2.0.0',1.9.0,      true",
        ">1.2.3,           1.2.3,      false",
        ">1.2.3,           1.2.4,      true",
        ">1.2,             1.2.9,      false",
        "<=1.2,            1.2.9,      true",
        "<=1.2.3,          1.2.4,      false",
        "!=1.2.3,          1.2.4,      true",
        "^1.2.3,           1.9.0,      true",
        "^1.2.3,           2.0.0,      false",
        "^0.2.3,           0.2.9,      true",
        "^0.2.3,           0.3.0,      false",
        "^0.0.3,           0.0.3,      true",
        "^0.0.3,           0.0.4,      false",
        "~1.2.3,           1.2.9,      true",
        "~1.2.3,           1.3.0,      false",
        "~1,               1.9.0,      true",
        "1.2 - 1.4,        1.4.9,      true",
        "1.2 - 1.4.0,      1.4.1,      false",
        "1.x || >=3,       3.1.0,      true",
        "1.x || >=3,       2.1.0,      false",
        ">=1.0.0,          2.0.0-rc.1, false",
        ">=1.0.0-0,        2.0.0-rc.1, true",
        ">1.0.0-rc.1,      1.0.0-rc.2, true",
        ">1.0.0-rc.1,      1.0.0-rc.1, false",
    })
    void holds_what_it_says(String range, String version, boolean held) {
        assertThat(SemVerRange.parse(range).holds(SemVer.parse(version).orElseThrow()))
                .isEqualTo(held);
    }

    @Test
    void takes_the_greatest_version_by_number_and_leaves_other_tags_alone() {
        var tags = List.of("v1.9.0", "v1.10.0", "1.10.0-rc.1", "release", "v1.2", "2.0.0");
        assertThat(SemVerRange.parse("1.x").greatest(tags)).contains("v1.10.0");
        assertThat(SemVerRange.parse(">=3").greatest(tags)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "latest", ">= ", "1.2.3.4", "=>=1", "1 ||", "a.b"})
    void refuses_what_is_no_range(String text) {
        assertThatThrownBy(() -> SemVerRange.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void orders_pre_releases_as_the_specification_does() {
        var ordered =
                List.of(
                        "1.0.0-alpha",
                        "1.0.0-alpha.1",
                        "1.0.0-alpha.beta",
                        "1.0.0-beta",
                        "1.0.0-beta.2",
                        "1.0.0-beta.11",
                        "1.0.0-rc.1",
                        "1.0.0");
        assertThat(ordered.stream().map(text -> SemVer.parse(text).orElseThrow()).sorted().toList())
                .isEqualTo(ordered.stream().map(text -> SemVer.parse(text).orElseThrow()).toList());
    }
}
