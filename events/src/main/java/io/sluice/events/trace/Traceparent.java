package io.sluice.events.trace;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The W3C header that carries a trace from record to record.
final class Traceparent {

    private static final Pattern FORM =
            Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

    private Traceparent() {}

    /// What the header says; empty if it is missing or has another form.
    static Optional<SpanContext> read(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        Matcher parts = FORM.matcher(header);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                        SpanContext.createFromRemoteParent(
                                parts.group(1),
                                parts.group(2),
                                TraceFlags.fromHex(parts.group(3), 0),
                                TraceState.getDefault()))
                .filter(SpanContext::isValid);
    }

    static String write(SpanContext context) {
        return "00-%s-%s-%s"
                .formatted(
                        context.getTraceId(), context.getSpanId(), context.getTraceFlags().asHex());
    }
}
