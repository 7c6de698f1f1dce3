package io.sluice.sourcewatcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.events.Cause;
import io.sluice.events.CommitDetected;
import io.sluice.events.Envelope;
import io.sluice.events.EpochOpened;
import io.sluice.events.RenderRequested;
import io.sluice.events.ResourceKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LossIT {

    @TempDir static Path folder;

    private static final ResourceKey APP = Yaml.unitKey("tenant", "app");
    private static final ResourceKey REPOSITORY = Yaml.sourceKey("tenant");

    @Test
    void every_part_may_fail_and_nothing_is_lost() throws Exception {
        try (var platform = Platform.start(folder)) {
            platform.namespace("tenant");
            try (var tree =
                    new WorkTree(folder.resolve("tree"), platform.git.createRepository("tenant"))) {
                tree.change("One", Map.of("a.yaml", "kind: ConfigMap\n"));
                platform.apply(Yaml.source("tenant", platform.git.url("tenant")));
                platform.apply(Yaml.unit("tenant", "app", "."));
                platform.log.await(APP, RenderRequested.class, 1);

                aKilledServiceTakesItsLeaseBackAndAsksForEveryUnitOnce(platform);
                whileTheApiServerIsAwayTheLeaderPausesAndGoesOnAfterwards(platform, tree);
                aBrokerThatComesBackGetsWhatHappenedMeanwhile(platform, tree);
                aBrokerWithoutItsDataGetsEverythingAgain(platform);
            }
        }
    }

    private void aKilledServiceTakesItsLeaseBackAndAsksForEveryUnitOnce(Platform platform) {
        long epoch = newest(platform).request().epoch();
        platform.service.kill();

        platform.service.start();

        Envelope again = platform.log.await(APP, RenderRequested.class, 2);
        assertThat(again.context().cause()).isEqualTo(Cause.LEADER_CHANGED);
        assertThat(again.request().epoch()).isGreaterThan(epoch);
        assertThat(platform.log.of(REPOSITORY, CommitDetected.class)).hasSize(1);
        assertThat(platform.log.of(EpochOpened.KEY, EpochOpened.class))
                .filteredOn(each -> each.request().epoch() == again.request().epoch())
                .hasSize(12);
    }

    private void whileTheApiServerIsAwayTheLeaderPausesAndGoesOnAfterwards(
            Platform platform, WorkTree tree) throws Exception {
        long epoch = newest(platform).request().epoch();
        int requests = platform.log.of(APP, RenderRequested.class).size();
        platform.cluster.killApiServer();
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .pollDelay(Duration.ofSeconds(11))
                .until(() -> true);
        platform.cluster.startApiServer();
        tree.change("Two", Map.of("b.yaml", "kind: ConfigMap\n"));
        platform.annotate(platform.source("tenant", "repository"), "after the outage");
        platform.log.await(REPOSITORY, CommitDetected.class, 2);
        Envelope next = platform.log.await(APP, RenderRequested.class, requests + 1);
        assertThat(next.request().epoch()).isEqualTo(epoch);
        assertThat(next.context().cause()).isEqualTo(Cause.NEW_REVISION);
    }

    private void aBrokerThatComesBackGetsWhatHappenedMeanwhile(Platform platform, WorkTree tree)
            throws Exception {
        int commits = platform.log.of(REPOSITORY, CommitDetected.class).size();
        int requests = platform.log.of(APP, RenderRequested.class).size();
        platform.broker.kill();
        String commit = tree.change("Three", Map.of("c.yaml", "kind: ConfigMap\n"));
        platform.annotate(platform.source("tenant", "repository"), "without a broker");
        platform.broker.restart();
        Envelope detected = platform.log.await(REPOSITORY, CommitDetected.class, commits + 1);
        assertThat(detected.context().commit()).isEqualTo(commit);
        Envelope requested = platform.log.await(APP, RenderRequested.class, requests + 1);
        assertThat(requested.context().commit()).isEqualTo(commit);
    }

    private void aBrokerWithoutItsDataGetsEverythingAgain(Platform platform) {
        int commits = platform.log.of(REPOSITORY, CommitDetected.class).size();
        int requests = platform.log.of(APP, RenderRequested.class).size();
        long epoch = newest(platform).request().epoch();
        platform.broker.loseData();
        platform.broker.restart();
        long back = System.nanoTime();
        Envelope detected = platform.log.await(REPOSITORY, CommitDetected.class, commits + 1);
        Envelope requested = platform.log.await(APP, RenderRequested.class, requests + 1);
        assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(Duration.ofSeconds(45));
        assertThat(detected.context().cause()).isEqualTo(Cause.LOG_LOST);
        assertThat(detected.request().epoch()).isGreaterThan(epoch);
        assertThat(requested.context().cause()).isEqualTo(Cause.LOG_LOST);
        assertThat(((RenderRequested) requested.event()).full()).isTrue();
    }

    private static Envelope newest(Platform platform) {
        return Objects.requireNonNull(
                platform.log.of(APP, RenderRequested.class).getLast(), "no request");
    }
}
