package io.sluice.statusprojector.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.api.kustomize.KustomizationSpec;
import io.sluice.api.kustomize.KustomizationStatus;
import io.sluice.events.Cause;
import io.sluice.events.Envelope;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.wire.Partitions;
import io.sluice.events.wire.Topic;
import io.sluice.statusprojector.Facts;
import io.sluice.statusprojector.effects.NoticeBoard.Posting;
import io.sluice.statusprojector.notice.Notice;
import io.sluice.statusprojector.projection.Position;
import io.sluice.statusprojector.projection.Projection;
import io.sluice.statusprojector.status.Live;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class AnnouncerTest {
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    private static final Position POSITION = new Position(Topic.OUTCOMES, 0, 3);

    private final Projection projection = new Projection(new Partitions(1));
    private final Deque<Posting> answers = new ArrayDeque<>();
    private final List<Notice> tried = new CopyOnWriteArrayList<>();
    private final List<Duration> durations = new ArrayList<>();
    private volatile boolean open = true;

    private final Announcer announcer =
            new Announcer(
                    projection,
                    new Nothing(),
                    (notice, _) -> {
                        tried.add(notice);
                        return answers.isEmpty() ? new Posting.Posted() : answers.remove();
                    },
                    () -> open,
                    InstantSource.fixed(NOW),
                    new Ear());

    private static final class Nothing implements Announcer.Lookup {
        @Override
        public Optional<Live<KustomizationSpec, KustomizationStatus>> unit(ResourceKey key) {
            return Optional.empty();
        }

        @Override
        public Optional<? extends Live<?, ?>> any(ResourceKey key) {
            return Optional.empty();
        }
    }

    private final class Ear implements Announcer.Listener {
        @Override
        public void posted(Notice notice, Posting posting) {}

        @Override
        public void reconciled(ResourceKey key, Duration took) {
            durations.add(took);
        }

        @Override
        public void retired(ResourceKey key) {}
    }

    private static Envelope applied(Instant time) {
        var context = Facts.context("uid", 1, 1, null, Facts.REVISION, Cause.NEW_REVISION);
        return Facts.envelope(
                "cluster",
                Facts.unit("web").slot(Slot.APPLY),
                context,
                time,
                Facts.applied(Facts.DIGEST));
    }

    private void read(Envelope record) {
        var _ = projection.apply(POSITION, record);
    }

    @Test
    void what_is_older_than_the_api_server_keeps_it_is_not_told() throws Exception {
        Envelope old = applied(NOW.minus(Announcer.FRESH));
        read(old);

        announcer.announce(POSITION, old, () -> true);

        assertThat(tried).isEmpty();
    }

    @Test
    void a_board_that_cannot_be_reached_is_tried_until_it_can() throws Exception {
        answers.add(new Posting.Unreachable("away"));
        answers.add(new Posting.Unreachable("away"));
        answers.add(new Posting.Known());
        Envelope record = applied(NOW);
        read(record);

        announcer.announce(POSITION, record, () -> true);

        assertThat(tried).hasSize(3);
    }

    @Test
    void what_is_refused_is_not_tried_again() throws Exception {
        answers.add(new Posting.Refused("the namespace is being deleted"));
        Envelope record = applied(NOW);
        read(record);

        announcer.announce(POSITION, record, () -> true);

        assertThat(tried).hasSize(1);
    }

    @Test
    void nothing_is_told_before_the_projection_has_read_it_and_everything_is_known()
            throws Exception {
        open = false;
        Envelope record = applied(NOW);
        Thread telling =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        announcer.announce(POSITION, record, () -> true);
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                });
        read(record);
        await().during(Duration.ofMillis(100)).until(tried::isEmpty);

        open = true;

        assertThat(telling.join(Duration.ofSeconds(5))).isTrue();
        assertThat(tried).hasSize(1);
    }

    @Test
    void what_is_no_longer_ours_is_left_to_the_next_owner() throws Exception {
        announcer.announce(POSITION, applied(NOW), () -> false);

        assertThat(tried).isEmpty();
    }
}
