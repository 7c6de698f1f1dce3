package io.sluice.applier.engine;

import io.sluice.events.Applied;
import io.sluice.events.ApplyBlocked;
import io.sluice.events.ApplyFailed;
import io.sluice.events.ApplyOutcome;
import io.sluice.events.ApplySkipped;
import io.sluice.events.Head;
import io.sluice.events.HealthReported;
import io.sluice.events.trace.Tracing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The applier's parts of a commit's trace: the apply, and the wait for health that follows it.
final class UnitTrace {

    private final @Nullable Head cause;
    private final Tracing.@Nullable Span span;

    private UnitTrace(@Nullable Head cause, Tracing.@Nullable Span span) {
        this.cause = cause;
        this.span = span;
    }

    /// Begins an apply.
    ///
    /// @param cause the record that asks for it
    /// @param answers whether it is that record's; a look after a restart belongs to no commit
    static UnitTrace apply(Environment environment, @Nullable Head cause, boolean answers) {
        if (cause == null || !answers) {
            return new UnitTrace(cause, null);
        }
        Tracing.Span span =
                environment.tracing().next("apply", cause, environment.clock().instant());
        return new UnitTrace(span.of(cause), span);
    }

    /// What the outcome names as its cause.
    @Nullable Head cause() {
        return cause;
    }

    /// The apply has this outcome.
    void end(ApplyOutcome outcome) {
        if (span != null) {
            switch (outcome) {
                case Applied _ -> span.end("Applied");
                case ApplyFailed failed -> span.fail(failed.reason());
                case ApplyBlocked blocked -> span.end(blocked.reason().name());
                case ApplySkipped skipped -> span.end(skipped.reason().name());
            }
        }
    }

    /// The apply stops without an outcome; it is begun again.
    void stop() {
        if (span != null) {
            span.end("Stopped");
        }
    }

    /// Times a wait for health that is over.
    ///
    /// @param applied the cause that the apply's outcome names
    /// @return what the report names as its cause
    static @Nullable Head health(
            Environment environment, @Nullable Head applied, Instant since, HealthReported report) {
        if (applied == null) {
            return null;
        }
        Tracing.Span span = environment.tracing().next("await health", applied, since);
        Head cause = span.of(applied);
        if (report.state() == HealthReported.State.FAILED) {
            span.fail(String.valueOf(report.reason()));
        } else {
            span.end(report.state().name());
        }
        return cause;
    }
}
