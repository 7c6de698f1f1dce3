package io.sluice.events.trace;

import io.sluice.events.Head;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Remembers the spans of one process; a trace goes on as in the real one.
public final class RecordedTracing implements Tracing {

    private final List<Recorded> spans = new CopyOnWriteArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();

    /// A span that has ended.
    ///
    /// @param parent the header of the record that led to it; null for the first of a trace
    /// @param traceparent the header of the records that came of it
    public record Recorded(
            String name,
            @Nullable String parent,
            String traceparent,
            Head about,
            String outcome,
            boolean failed) {}

    /// The spans so far, in the order they ended.
    public List<Recorded> spans() {
        return List.copyOf(spans);
    }

    @Override
    public Span first(String name, Head of, Instant start) {
        return new Open(name, null, "%032x".formatted(numbers.incrementAndGet()), of);
    }

    @Override
    public Span next(String name, Head cause, Instant start) {
        String parent = cause.traceparent();
        return parent == null
                ? Tracing.off().next(name, cause, start)
                : new Open(name, parent, parent.substring(3, 35), cause);
    }

    @Override
    public void close() {}

    private final class Open implements Span {

        private final String name;
        private final @Nullable String parent;
        private final String traceparent;
        private final Head about;

        Open(String name, @Nullable String parent, String trace, Head about) {
            this.name = name;
            this.parent = parent;
            this.traceparent = "00-%s-%016x-01".formatted(trace, numbers.incrementAndGet());
            this.about = about;
        }

        @Override
        public String traceparent() {
            return traceparent;
        }

        @Override
        public void end(String outcome) {
            spans.add(new Recorded(name, parent, traceparent, about, outcome, false));
        }

        @Override
        public void fail(String reason) {
            spans.add(new Recorded(name, parent, traceparent, about, reason, true));
        }
    }
}
