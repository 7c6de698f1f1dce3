package io.sluice.kustomize.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.kustomize.BuildResult;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProbesTest {

    static Stream<Probe> probes() {
        return Probe.all().stream();
    }

    @ParameterizedTest
    @MethodSource("probes")
    void builds_what_the_reference_builds(Probe probe) {
        BuildResult result = probe.build();
        if (probe.fails()) {
            assertThat(result).isInstanceOf(BuildResult.Failed.class);
        } else {
            assertThat(outcome(result)).isEqualTo(probe.expected());
        }
    }

    static Stream<Probe> failures() {
        return Probe.all().stream().filter(Probe::fails).filter(probe -> !probe.isExcused());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void fails_with_the_words_of_the_reference(Probe probe) {
        assertThat(probe.build())
                .isInstanceOfSatisfying(
                        BuildResult.Failed.class,
                        failed ->
                                assertThat(Probe.words(failed.error().message()))
                                        .isEqualTo(Probe.words(probe.expected())));
    }

    private static String outcome(BuildResult result) {
        return switch (result) {
            case BuildResult.Built built -> built.yaml();
            case BuildResult.Failed failed -> "Error: " + failed.error().located();
        };
    }
}
