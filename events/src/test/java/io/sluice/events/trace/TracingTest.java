package io.sluice.events.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.sluice.events.Cause;
import io.sluice.events.Context;
import io.sluice.events.Head;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import io.sluice.events.Samples;
import io.sluice.events.Slot;
import io.sluice.events.SourceReference;
import io.sluice.events.UnitRetired;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TracingTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

    private final List<SpanData> collected = new CopyOnWriteArrayList<>();
    private final Tracing tracing = OtlpTracing.through(new Collecting(), "sluice-test");

    @Test
    void a_part_belongs_to_the_trace_of_the_record_that_led_to_it() {
        Tracing.Span span = tracing.next("render", head(PARENT), Samples.TIME);
        span.end("ManifestsRendered");

        SpanData data = only();
        assertThat(data.getTraceId()).isEqualTo(TRACE);
        assertThat(data.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(data.getName()).isEqualTo("render");
        assertThat(span.traceparent()).isEqualTo("00-%s-%s-01".formatted(TRACE, data.getSpanId()));
        assertThat(span.of(head(PARENT)).traceparent()).isEqualTo(span.traceparent());
    }

    @Test
    void it_says_what_it_was_about_in_the_fields_terms_and_nothing_else() {
        tracing.next("apply", head(PARENT), Samples.TIME).end("Applied");

        SpanData data = only();
        assertThat(data.getAttributes().asMap())
                .containsOnlyKeys(
                        AttributeKey.stringKey("sluice.unit"),
                        AttributeKey.stringKey("sluice.revision"),
                        AttributeKey.stringKey("sluice.commit"),
                        AttributeKey.stringKey("sluice.request"),
                        AttributeKey.stringKey("sluice.cause"),
                        AttributeKey.stringKey("sluice.cluster"),
                        AttributeKey.stringKey("sluice.outcome"))
                .containsEntry(AttributeKey.stringKey("sluice.unit"), "Kustomization/apps/web")
                .containsEntry(AttributeKey.stringKey("sluice.revision"), "main@sha1:abc");
        assertThat(data.getResource().getAttribute(AttributeKey.stringKey("service.name")))
                .isEqualTo("sluice-test");
        assertThat(data.getStartEpochNanos())
                .isEqualTo(Duration.ofSeconds(Samples.TIME.getEpochSecond()).toNanos());
    }

    @Test
    void a_failure_is_one() {
        tracing.next("apply", head(PARENT), Samples.TIME).fail("ReconciliationFailed");

        assertThat(only().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(only().getStatus().getDescription()).isEqualTo("ReconciliationFailed");
    }

    @Test
    void the_first_part_begins_a_trace_of_its_own() {
        tracing.first("detect commit", head(PARENT), Samples.TIME).end("CommitDetected");

        assertThat(only().getTraceId()).isNotEqualTo(TRACE);
        assertThat(only().getParentSpanId()).isEqualTo(SpanId.getInvalid());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "x\r\ny"
            })
    void a_record_without_a_trace_leads_to_none(String header) {
        tracing.next("render", head(header.isEmpty() ? null : header), Samples.TIME).end("ok");
        tracing.close();

        assertThat(collected).isEmpty();
    }

    @Test
    void where_nobody_collects_the_traces_of_others_go_on() {
        Tracing off = Tracing.to(Optional.of(" "), "sluice-test");

        assertThat(off).isSameAs(Tracing.off());
        assertThat(off.next("render", head(PARENT), Samples.TIME).traceparent()).isEqualTo(PARENT);
        assertThat(off.first("detect commit", head(PARENT), Samples.TIME).traceparent()).isNull();
    }

    private SpanData only() {
        tracing.close();
        assertThat(collected).hasSize(1);
        return collected.getFirst();
    }

    private static Head head(@Nullable String traceparent) {
        ResourceKey source = new ResourceKey("GitRepository", "apps", "fleet");
        var context =
                new Context(
                        "uid-1",
                        1,
                        new RequestNumber(1, 2),
                        Cause.NEW_REVISION,
                        null,
                        new SourceReference(source, "uid-2"),
                        "sha256:1",
                        "main@sha1:abc",
                        null,
                        "abc");
        return Samples.envelope(Samples.unit("web").slot(Slot.SELF), context, new UnitRetired())
                .head()
                .withTraceparent(traceparent);
    }

    private final class Collecting implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            collected.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
