package io.sluice.applier.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DeleteGuardTest {

    @ParameterizedTest
    @CsvSource({"30%, 30", " 0% , 0", "45, 45", "100%, 100", "off, 100", "Off, 100"})
    void a_limit_is_a_percentage_or_off(String text, int percent) {
        assertThat(DeleteGuard.parse(text).percent()).isEqualTo(percent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "101%", "-1%", "a third", "1.5%"})
    void anything_else_is_refused_by_name(String text) {
        assertThatThrownBy(() -> DeleteGuard.parse(text)).hasMessageContaining("'" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "30, 3, 10, false",
        "30, 4, 10, true",
        "0, 1, 1000, true",
        "0, 0, 10, false",
        "99, 1, 1, true",
        "100, 10, 10, false"
    })
    void it_holds_above_its_share(int percent, int deleted, int inventory, boolean holds) {
        assertThat(new DeleteGuard(percent).holds(deleted, inventory)).isEqualTo(holds);
    }

    @Test
    void a_long_list_is_cut() {
        var deleted =
                java.util.stream.IntStream.range(0, 12)
                        .mapToObj(
                                index ->
                                        new io.sluice.events.ObjectId(
                                                "v1", "ConfigMap", "n", "c" + index))
                        .toList();

        assertThat(new DeleteGuard(10).message(deleted, 20, "kustomization/app -n flux", "r"))
                .contains("would delete 12 of 20 objects")
                .contains("ConfigMap/n/c9 and 2 more;")
                .doesNotContain("c10");
    }
}
