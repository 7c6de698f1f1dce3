package io.sluice.kustomize.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Runs with `-Dsluice.kustomize.reference=BINARY`, a `kustomize` of the version reproduced here;
/// `-Dsluice.kustomize.builds=N` sets how many builds each series has.
@EnabledIfSystemProperty(named = "sluice.kustomize.reference", matches = ".+")
class DifferentialTest {

    private static final Path BINARY =
            Path.of(System.getProperty("sluice.kustomize.reference", ""));
    private static final int BUILDS = Integer.getInteger("sluice.kustomize.builds", 1000);

    @Test
    void random_kustomizations_build_the_same() {
        assertThat(Differential.run(BINARY, 1, BUILDS, false).differences()).isZero();
    }

    @Test
    void changed_recordings_build_the_same() {
        assertThat(Differential.run(BINARY, 1, BUILDS, true).differences()).isZero();
    }
}
