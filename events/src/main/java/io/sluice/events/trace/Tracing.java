package io.sluice.events.trace;

import io.sluice.events.Head;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Times the parts of a commit's way through the services. Traces begin where something new begins;
/// whoever reads a record without a trace starts none.
public interface Tracing extends AutoCloseable {

    /// Begins the first part of a trace.
    ///
    /// @param of the record that will be written about it; its own trace does not count
    Span first(String name, Head of, Instant start);

    /// Begins a part that a record led to; nothing, if that record belongs to no trace.
    Span next(String name, Head cause, Instant start);

    /// Whether anybody collects.
    default boolean isOn() {
        return true;
    }

    @Override
    void close();

    /// One part while it lasts.
    interface Span {

        /// What a record says that comes of this part; null if it belongs to no trace.
        @Nullable String traceparent();

        /// It went as it should.
        ///
        /// @param outcome in a word
        void end(String outcome);

        /// It did not.
        ///
        /// @param reason in a word; never a message, which may quote what is secret
        void fail(String reason);

        /// The record that led to this part, for those who write what comes of it.
        default Head of(Head cause) {
            return cause.withTraceparent(traceparent());
        }
    }

    /// Times nothing, and hands on the traces of others.
    static Tracing off() {
        return Untraced.TRACING;
    }

    /// Sends spans to a collector, if there is one.
    ///
    /// @param endpoint the collector's base URL for OTLP over HTTP; empty for none
    /// @param service `service.name` of the spans
    static Tracing to(Optional<String> endpoint, String service) {
        return endpoint.filter(url -> !url.isBlank())
                .<Tracing>map(url -> OtlpTracing.to(url, service))
                .orElseGet(Tracing::off);
    }
}
