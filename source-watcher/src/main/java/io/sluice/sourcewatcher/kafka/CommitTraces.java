package io.sluice.sourcewatcher.kafka;

import io.sluice.events.Cause;
import io.sluice.events.CommitDetected;
import io.sluice.events.Context;
import io.sluice.events.Envelope;
import io.sluice.events.RenderRequested;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import io.sluice.events.SourceReference;
import io.sluice.events.trace.Tracing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Begins the traces: one for each commit, which the requests that it leads to belong to, and one
/// for each request that a user's change leads to. What only time leads to has none.
///
/// Safe for several threads.
public final class CommitTraces {

    private final Tracing tracing;
    private final InstantSource clock;
    private final Map<ResourceKey, Known> commits = new ConcurrentHashMap<>();
    private final Map<ResourceKey, Instant> checks = new ConcurrentHashMap<>();

    public CommitTraces(Tracing tracing, InstantSource clock) {
        this.tracing = tracing;
        this.clock = clock;
    }

    /// The trace of a source's newest commit.
    private record Known(
            @Nullable String revision, RequestNumber request, @Nullable String traceparent) {

        boolean isOf(@Nullable String other) {
            return revision != null && revision.equals(other);
        }
    }

    /// A remote is looked at: what is found now began here.
    public void checking(ResourceKey source) {
        checks.put(source, clock.instant());
    }

    /// An announcement was read; after a restart that is how the traces are known.
    public void read(Envelope record) {
        if (record.event() instanceof CommitDetected) {
            remember(record);
        }
    }

    /// The record with the trace it belongs to, if it belongs to one.
    Envelope trace(Envelope record) {
        return switch (record.event()) {
            case CommitDetected _ -> commit(record);
            case RenderRequested _ -> request(record);
            default -> record;
        };
    }

    private Envelope commit(Envelope record) {
        Instant began = checks.remove(record.resource());
        Known known = commits.get(record.resource());
        if (known != null && known.isOf(record.context().revision())) {
            return record.traced(known.traceparent()); // told again
        }
        Tracing.Span span =
                tracing.first(
                        "detect commit", record.head(), began == null ? clock.instant() : began);
        Envelope traced = record.traced(span.traceparent());
        span.end("CommitDetected");
        remember(traced);
        return traced;
    }

    private void remember(Envelope record) {
        var offered =
                new Known(
                        record.context().revision(), record.request(), record.head().traceparent());
        commits.merge(
                record.resource(),
                offered,
                (held, other) -> other.request().covers(held.request()) ? other : held);
    }

    private Envelope request(Envelope record) {
        Context context = record.context();
        if (isOfTime(context.cause())) {
            return record;
        }
        SourceReference source = context.source();
        Known commit = source == null ? null : commits.get(source.key());
        if (commit != null && commit.isOf(context.revision()) && isOfCommit(context.cause())) {
            return record.traced(commit.traceparent());
        }
        Tracing.Span span = tracing.first("request render", record.head(), clock.instant());
        Envelope traced = record.traced(span.traceparent());
        span.end("RenderRequested");
        return traced;
    }

    private static boolean isOfTime(Cause cause) {
        return switch (cause) {
            case INTERVAL, LEADER_CHANGED, LOG_LOST, DRIFT, UNKNOWN -> true;
            case NEW_REVISION,
                    SPEC_CHANGED,
                    REQUESTED,
                    RESUMED,
                    REFERENCE_CHANGED,
                    RETRY,
                    UNANSWERED,
                    ARTIFACT_GONE,
                    BODY_MISSING ->
                    false;
        };
    }

    private static boolean isOfCommit(Cause cause) {
        return switch (cause) {
            case NEW_REVISION, RETRY, UNANSWERED, ARTIFACT_GONE, BODY_MISSING -> true;
            case SPEC_CHANGED,
                    REQUESTED,
                    RESUMED,
                    REFERENCE_CHANGED,
                    INTERVAL,
                    LEADER_CHANGED,
                    LOG_LOST,
                    DRIFT,
                    UNKNOWN ->
                    false;
        };
    }
}
