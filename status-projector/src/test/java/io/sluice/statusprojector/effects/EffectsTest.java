package io.sluice.statusprojector.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.wire.Partitions;
import io.sluice.events.wire.Topic;
import io.sluice.statusprojector.Facts;
import io.sluice.statusprojector.effects.StatusDesk.Attempt;
import io.sluice.statusprojector.projection.Position;
import io.sluice.statusprojector.projection.Projection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EffectsTest {
    private static final ResourceKey UNIT = Facts.unit("web");

    private final Projection projection = new Projection(new Partitions(1));
    private final BlockingQueue<Attempt> answers = new LinkedBlockingQueue<>();
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private volatile int most;
    private volatile @Nullable CountDownLatch gate;
    private final Effects effects =
            new Effects(
                    projection,
                    kind ->
                            kind.equals("Kustomization")
                                    ? Optional.of(this::look)
                                    : Optional.empty(),
                    InstantSource.system(),
                    2);

    private Attempt look(ResourceKey key, Instant news) throws InterruptedException {
        most = Math.max(most, atOnce.incrementAndGet());
        try {
            CountDownLatch closed = gate;
            if (closed != null) {
                assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
            }
            looks.incrementAndGet();
            Attempt answer = answers.poll();
            return answer == null ? new Attempt.Settled() : answer;
        } finally {
            atOnce.decrementAndGet();
        }
    }

    @BeforeEach
    void fill() {
        for (String name : new String[] {"web", "api", "db"}) {
            var context = Facts.context("uid", 1, 1, null);
            var _ =
                    projection.apply(
                            new Position(Topic.REQUESTS, 0, 0),
                            Facts.envelope(
                                    "cluster",
                                    Facts.unit(name).slot(Slot.SELF),
                                    context,
                                    Instant.EPOCH,
                                    Facts.requested()));
        }
    }

    @AfterEach
    void close() {
        effects.close();
    }

    private void looksAre(int count) {
        await().atMost(Duration.ofSeconds(5)).until(() -> looks.get() == count);
        await().during(Duration.ofMillis(50)).until(() -> looks.get() == count);
    }

    @Test
    void nothing_is_looked_at_before_it_is_ours_and_everything_is_known() {
        effects.touch(UNIT);
        effects.assigned(0);
        effects.touch(UNIT);
        looksAre(0);

        effects.open();

        looksAre(3);
    }

    @Test
    void what_is_no_longer_ours_is_left_alone() {
        effects.open();
        effects.assigned(0);
        looksAre(3);

        effects.revoked(0);
        effects.touch(UNIT);

        looksAre(3);
        assertThat(effects.ownsAny()).isFalse();
    }

    @Test
    void while_the_log_is_read_again_nothing_is_written() {
        effects.open();
        effects.assigned(0);
        looksAre(3);

        effects.shut();
        effects.touch(UNIT);
        looksAre(3);

        effects.open();
        looksAre(6);
    }

    @Test
    void touches_during_a_look_make_one_more_look() {
        effects.open();
        effects.assigned(0);
        looksAre(3);
        CountDownLatch closed = new CountDownLatch(1);
        gate = closed;

        effects.touch(UNIT);
        await().until(() -> atOnce.get() == 1);
        for (int i = 0; i < 100; i++) {
            effects.touch(UNIT);
        }
        closed.countDown();

        looksAre(5);
    }

    @Test
    void no_more_are_written_at_once_than_allowed() {
        CountDownLatch closed = new CountDownLatch(1);
        gate = closed;
        effects.open();
        effects.assigned(0);
        await().until(() -> atOnce.get() == 2);
        closed.countDown();

        looksAre(3);
        assertThat(most).isEqualTo(2);
    }

    @Test
    void what_is_due_later_is_looked_at_then() {
        effects.open();
        effects.assigned(0);
        looksAre(3);
        answers.add(new Attempt.Later(Instant.now().plusMillis(200)));

        effects.touch(UNIT);

        looksAre(5);
    }

    @Test
    void a_conflict_is_looked_at_again_and_trouble_after_a_pause() {
        effects.open();
        effects.assigned(0);
        looksAre(3);
        answers.add(new Attempt.Again());
        answers.add(new Attempt.Broken("the API server is away"));

        effects.touch(UNIT);

        looksAre(6);
    }

    @Test
    void a_kind_without_status_is_no_trouble() {
        effects.open();
        effects.assigned(0);
        looksAre(3);

        effects.touch(new ResourceKey("HelmRelease", "apps", "web"));

        looksAre(3);
    }
}
