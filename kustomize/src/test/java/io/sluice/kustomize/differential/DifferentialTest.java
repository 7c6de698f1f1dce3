package io.sluice.kustomize.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Part of the long tier. `-Dsluice.kustomize.builds=N` sets how many builds each series has,
/// `-Dsluice.kustomize.seed=S` where they begin; both are printed.
@Tag("long")
class DifferentialTest {

    private static final int BUILDS = Integer.getInteger("sluice.kustomize.builds", 10_000);

    /// From here on a series says something about how many of its builds succeed.
    private static final int TELLING = 1_000;

    private static final long SEED = Long.getLong("sluice.kustomize.seed", 1);

    @Test
    void random_kustomizations_build_the_same() throws IOException, InterruptedException {
        compare(false);
    }

    @Test
    void changed_recordings_build_the_same() throws IOException, InterruptedException {
        compare(true);
    }

    private static void compare(boolean changed) throws IOException, InterruptedException {
        var report = Differential.run(ReferenceBinary.get(), SEED, BUILDS, changed);
        System.out.println("seeds from " + SEED + ": " + report);
        assertThat(report.differences()).isZero();
        if (BUILDS >= TELLING) {
            assertThat(report.built()).as("%s", report).isGreaterThanOrEqualTo(BUILDS / 2);
        }
    }
}
