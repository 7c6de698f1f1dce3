package io.sluice.events.trace;

import io.sluice.events.Head;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What stands for spans where nobody collects them: the trace of the record that led here goes on.
record Untraced(@Nullable String traceparent) implements Tracing.Span {

    static final Tracing TRACING = new Off();

    @Override
    public void end(String outcome) {}

    @Override
    public void fail(String reason) {}

    private static final class Off implements Tracing {
        @Override
        public Span first(String name, Head of, Instant start) {
            return new Untraced(null);
        }

        @Override
        public Span next(String name, Head cause, Instant start) {
            return new Untraced(cause.traceparent());
        }

        @Override
        public boolean isOn() {
            return false;
        }

        @Override
        public void close() {}
    }
}
