package io.sluice.statusprojector.effects;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.events.ResourceKey;
import io.sluice.statusprojector.status.Live;
import io.sluice.statusprojector.status.Report;
import io.sluice.statusprojector.status.StatusPatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/// Brings together what the log says, what the resource says, and what is written, for one kind.
public final class KindDesk<P, S> implements StatusDesk {
    private static final Duration SETTLED = Duration.ofMillis(100);

    private final LiveObjects<P, S> objects;
    private final Function<Live<P, S>, Report<S>> decide;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final WriteListener listener;

    /// Hears of every write.
    public interface WriteListener {
        /// A status was written.
        ///
        /// @param since when what it shows became known
        void written(ResourceKey key, Instant since);

        /// A write was not possible.
        void failed(ResourceKey key, String message);
    }

    /// @param decide what the status of a resource shall say now
    /// @param json writes statuses as the API server reads them
    public KindDesk(
            LiveObjects<P, S> objects,
            Function<Live<P, S>, Report<S>> decide,
            ObjectMapper json,
            InstantSource clock,
            WriteListener listener) {
        this.objects = objects;
        this.decide = decide;
        this.json = json;
        this.clock = clock;
        this.listener = listener;
    }

    @Override
    public Attempt attempt(ResourceKey key, Instant news) throws InterruptedException {
        try {
            return look(key, news);
        } catch (RuntimeException bug) {
            listener.failed(key, "unexpected: " + bug);
            return new Attempt.Broken(bug.toString());
        }
    }

    private Attempt look(ResourceKey key, Instant news) throws InterruptedException {
        Optional<Live<P, S>> live = objects.get(key);
        if (live.isEmpty()) {
            return new Attempt.Settled();
        }
        return switch (decide.apply(live.get())) {
            case Report.Leave<S> _ -> new Attempt.Settled();
            case Report.Show<S> show when due(show, news).isAfter(clock.instant()) ->
                    new Attempt.Later(due(show, news));
            case Report.Show<S> show -> write(live.get(), show);
        };
    }

    /// A state that may be over soon is not shown while news keep coming in: when we lag behind the
    /// log, what ends it is often the next record.
    private static <S> Instant due(Report.Show<S> show, Instant news) {
        Instant settled = news.plus(SETTLED);
        boolean lasts = show.due().equals(Instant.MIN);
        return lasts || show.due().isAfter(settled) ? show.due() : settled;
    }

    private Attempt write(Live<P, S> live, Report.Show<S> show) throws InterruptedException {
        ObjectNode wanted = StatusPatch.wanted(json.valueToTree(show.status()));
        return switch (objects.write(live, wanted)) {
            case LiveObjects.WriteResult.Written _ -> {
                listener.written(live.key(), show.since());
                yield new Attempt.Settled();
            }
            case LiveObjects.WriteResult.Conflict _ -> new Attempt.Again();
            case LiveObjects.WriteResult.Gone _ -> new Attempt.Settled();
            case LiveObjects.WriteResult.Failed failed -> {
                listener.failed(live.key(), failed.message());
                yield new Attempt.Broken(failed.message());
            }
        };
    }
}
