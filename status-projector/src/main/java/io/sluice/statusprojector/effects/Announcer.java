package io.sluice.statusprojector.effects;

import io.sluice.api.kustomize.KustomizationSpec;
import io.sluice.api.kustomize.KustomizationStatus;
import io.sluice.events.Envelope;
import io.sluice.events.ResourceKey;
import io.sluice.events.Tombstone;
import io.sluice.statusprojector.effects.NoticeBoard.Posting;
import io.sluice.statusprojector.notice.Notice;
import io.sluice.statusprojector.notice.Notices;
import io.sluice.statusprojector.notice.UnitPast;
import io.sluice.statusprojector.projection.Position;
import io.sluice.statusprojector.projection.Projection;
import io.sluice.statusprojector.projection.UnitView;
import io.sluice.statusprojector.status.Live;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Tells what happened, record by record, each thing once: the group's offset goes on only when a
/// record's notices are up, and a notice that is up is not put up again.
///
/// What is older than the API server keeps Events is not told any more, so that a log which is read
/// from its beginning repeats nothing.
public final class Announcer {
    /// The API server keeps Events for an hour unless it is told otherwise.
    static final Duration FRESH = Duration.ofMinutes(50);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

    private final Projection projection;
    private final Lookup live;
    private final NoticeBoard board;
    private final BooleanSupplier open;
    private final InstantSource clock;
    private final Listener listener;
    private final Map<ResourceKey, UnitPast> pasts = new ConcurrentHashMap<>();

    /// The resources in the cluster.
    public interface Lookup {
        /// A unit.
        Optional<Live<KustomizationSpec, KustomizationStatus>> unit(ResourceKey key);

        /// A unit or source.
        Optional<? extends Live<?, ?>> any(ResourceKey key);
    }

    /// Hears of what was told.
    public interface Listener {
        /// A notice was put up, was up already, or was refused.
        void posted(Notice notice, Posting posting);

        /// A reconciliation ended.
        void reconciled(ResourceKey key, Duration took);

        /// A unit is gone.
        void retired(ResourceKey key);
    }

    /// @param open whether log and cluster are known well enough to speak
    public Announcer(
            Projection projection,
            Lookup live,
            NoticeBoard board,
            BooleanSupplier open,
            InstantSource clock,
            Listener listener) {
        this.projection = projection;
        this.live = live;
        this.board = board;
        this.open = open;
        this.clock = clock;
        this.listener = listener;
    }

    /// Whether a record of this time is told at all.
    public boolean isFresh(Instant time) {
        return time.isAfter(clock.instant().minus(FRESH));
    }

    /// Tells what a record says; returns when it is told.
    ///
    /// @param mine whether it is still ours to tell
    public void announce(Position position, Envelope record, BooleanSupplier mine)
            throws InterruptedException {
        ResourceKey key = record.resource();
        if (record.event() instanceof Tombstone) {
            pasts.remove(key);
            listener.retired(key);
            return;
        }
        if (!isFresh(record.head().time())) {
            return;
        }
        UnitPast past = pasts.getOrDefault(key, UnitPast.UNKNOWN);
        pasts.put(key, past.after(record));
        awaitKnown(position, mine);
        Optional<UnitView> view = projection.unit(key);
        Durations.of(record, view).ifPresent(took -> listener.reconciled(key, took));
        for (Notice notice : Notices.of(record, view, live.unit(key), past)) {
            post(notice, mine);
        }
    }

    private void awaitKnown(Position position, BooleanSupplier mine) throws InterruptedException {
        while (mine.getAsBoolean() && !(open.getAsBoolean() && projection.hasPassed(position))) {
            TimeUnit.MILLISECONDS.sleep(FIRST_PAUSE.toMillis());
        }
    }

    private void post(Notice notice, BooleanSupplier mine) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (mine.getAsBoolean()) {
            Posting posting = board.post(notice, live.any(notice.about()));
            listener.posted(notice, posting);
            if (!(posting instanceof Posting.Unreachable)) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            Duration next = pause.multipliedBy(2);
            pause = next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
        }
    }
}
