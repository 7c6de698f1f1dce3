package io.sluice.events.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.sluice.events.Head;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Spans as OpenTelemetry's, sent in batches over OTLP. What cannot be sent is dropped: a trace is
/// never worth waiting for.
final class OtlpTracing implements Tracing {

    private static final Duration BATCH = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final List<String> UNITS = List.of("Kustomization", "HelmRelease");
    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("sluice.outcome");

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    private OtlpTracing(SdkTracerProvider provider) {
        this.provider = provider;
        this.tracer = provider.get("io.sluice");
    }

    static OtlpTracing to(String endpoint, String service) {
        String base = endpoint.endsWith("/") ? endpoint : endpoint + "/";
        return through(
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(base + "v1/traces")
                        .setTimeout(PATIENCE)
                        .build(),
                service);
    }

    static OtlpTracing through(SpanExporter exporter, String service) {
        return new OtlpTracing(
                SdkTracerProvider.builder()
                        .setResource(Resource.create(Attributes.of(SERVICE, service)))
                        .addSpanProcessor(
                                BatchSpanProcessor.builder(exporter)
                                        .setScheduleDelay(BATCH)
                                        .build())
                        .build());
    }

    @Override
    public Span first(String name, Head of, Instant start) {
        return begin(name, of, start, Context.root());
    }

    @Override
    public Span next(String name, Head cause, Instant start) {
        Optional<SpanContext> parent = Traceparent.read(cause.traceparent());
        return parent.isEmpty()
                ? new Untraced(cause.traceparent())
                : begin(
                        name,
                        cause,
                        start,
                        Context.root().with(io.opentelemetry.api.trace.Span.wrap(parent.get())));
    }

    private Span begin(String name, Head head, Instant start, Context parent) {
        SpanBuilder builder =
                tracer.spanBuilder(name)
                        .setParent(parent)
                        .setSpanKind(SpanKind.CONSUMER)
                        .setStartTimestamp(start);
        describe(builder, head);
        return new Timed(builder.startSpan());
    }

    /// Names and numbers only; a body never gets here.
    private static void describe(SpanBuilder builder, Head head) {
        io.sluice.events.Context context = head.context();
        String kind = head.resource().kind();
        put(
                builder,
                UNITS.contains(kind) ? "sluice.unit" : "sluice.source",
                head.resource().toString());
        put(builder, "sluice.revision", context.revision());
        put(builder, "sluice.commit", context.commit());
        put(builder, "sluice.request", context.request().toString());
        put(builder, "sluice.cause", context.cause().name());
        put(builder, "sluice.cluster", head.producer().clusterUid());
    }

    private static void put(SpanBuilder builder, String key, @Nullable String value) {
        if (value != null) {
            builder.setAttribute(key, value);
        }
    }

    @Override
    public void close() {
        provider.close();
    }

    private record Timed(io.opentelemetry.api.trace.Span span) implements Span {

        @Override
        public String traceparent() {
            return Traceparent.write(span.getSpanContext());
        }

        @Override
        public void end(String outcome) {
            span.setAttribute(OUTCOME, outcome);
            span.end();
        }

        @Override
        public void fail(String reason) {
            span.setAttribute(OUTCOME, reason);
            span.setStatus(StatusCode.ERROR, reason);
            span.end();
        }
    }
}
