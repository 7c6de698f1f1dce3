package io.sluice.sourcewatcher.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.events.ArtifactReference;
import io.sluice.events.Cause;
import io.sluice.events.CommitDetected;
import io.sluice.events.Context;
import io.sluice.events.Envelope;
import io.sluice.events.Event;
import io.sluice.events.Producer;
import io.sluice.events.RecordKey;
import io.sluice.events.RenderRequested;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.SourceReference;
import io.sluice.events.trace.RecordedTracing;
import io.sluice.events.wire.EventJson;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CommitTracesTest {

    private static final ResourceKey SOURCE = new ResourceKey("GitRepository", "apps", "fleet");
    private static final ResourceKey UNIT = new ResourceKey("Kustomization", "apps", "web");

    private final RecordedTracing tracing = new RecordedTracing();
    private final CommitTraces traces = new CommitTraces(tracing, () -> Instant.EPOCH);
    private int sequence;

    @Test
    void the_requests_of_a_commit_belong_to_its_trace() {
        Envelope commit = traces.trace(commit("main@sha1:1"));
        Envelope request = traces.trace(request(Cause.NEW_REVISION, "main@sha1:1"));

        assertThat(tracing.spans()).hasSize(1);
        assertThat(commit.head().traceparent()).isEqualTo(tracing.spans().getFirst().traceparent());
        assertThat(request.head().traceparent()).isEqualTo(commit.head().traceparent());
    }

    @Test
    void each_commit_has_a_trace_of_its_own_and_telling_it_again_does_not() {
        Envelope first = traces.trace(commit("main@sha1:1"));
        Envelope again = traces.trace(commit("main@sha1:1"));
        Envelope second = traces.trace(commit("main@sha1:2"));

        assertThat(again.head().traceparent()).isEqualTo(first.head().traceparent());
        assertThat(second.head().traceparent()).isNotEqualTo(first.head().traceparent());
    }

    @Test
    void a_request_for_another_revision_than_the_newest_has_a_trace_of_its_own() {
        Envelope commit = traces.trace(commit("main@sha1:2"));
        Envelope late = traces.trace(request(Cause.NEW_REVISION, "main@sha1:1"));

        assertThat(late.head().traceparent()).isNotNull().isNotEqualTo(commit.head().traceparent());
    }

    @Test
    void after_a_restart_the_log_tells_the_trace() {
        Envelope told = traces.trace(commit("main@sha1:1"));
        var restarted = new CommitTraces(new RecordedTracing(), () -> Instant.EPOCH);

        restarted.read(told);

        assertThat(restarted.trace(request(Cause.RETRY, "main@sha1:1")).head().traceparent())
                .isEqualTo(told.head().traceparent());
    }

    @ParameterizedTest
    @EnumSource(names = {"SPEC_CHANGED", "REQUESTED", "RESUMED", "REFERENCE_CHANGED"})
    void what_a_user_does_begins_a_trace(Cause cause) {
        Envelope commit = traces.trace(commit("main@sha1:1"));
        Envelope request = traces.trace(request(cause, "main@sha1:1"));

        assertThat(request.head().traceparent())
                .isNotNull()
                .isNotEqualTo(commit.head().traceparent());
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERVAL", "LEADER_CHANGED", "LOG_LOST", "DRIFT", "UNKNOWN"})
    void what_only_time_leads_to_has_no_trace(Cause cause) {
        traces.trace(commit("main@sha1:1"));

        assertThat(traces.trace(request(cause, "main@sha1:1")).head().traceparent()).isNull();
        assertThat(tracing.spans()).hasSize(1);
    }

    private Envelope commit(String revision) {
        return envelope(
                SOURCE.slot(Slot.SELF),
                Cause.INTERVAL,
                revision,
                new CommitDetected(artifact(revision), List.of(), false));
    }

    private Envelope request(Cause cause, String revision) {
        return envelope(
                UNIT.slot(Slot.SELF),
                cause,
                revision,
                new RenderRequested(
                        EventJson.mapper().createObjectNode(),
                        artifact(revision),
                        List.of(),
                        false));
    }

    private static ArtifactReference artifact(String revision) {
        return new ArtifactReference(
                "http://store/a.tar.gz",
                "a.tar.gz",
                revision,
                "sha256:1",
                1,
                Instant.EPOCH,
                new TreeMap<>());
    }

    private Envelope envelope(RecordKey key, Cause cause, String revision, Event event) {
        sequence++;
        var context =
                new Context(
                        "uid",
                        1,
                        new RequestNumber(1, sequence),
                        cause,
                        null,
                        new SourceReference(SOURCE, "uid"),
                        null,
                        revision,
                        null,
                        null);
        return Envelope.of(
                "01JD" + sequence,
                key,
                new Producer("cluster", "source-watcher"),
                Instant.EPOCH,
                context,
                event);
    }
}
