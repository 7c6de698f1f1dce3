package io.sluice.statusprojector.projection;

import io.sluice.events.Context;
import io.sluice.events.RequestNumber;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When a unit first reached each stage at one revision.
///
/// @param request the greatest that named the revision
/// @param requested null, as the others, while the stage is not reached or its record is gone
public record Timeline(
        @Nullable String revision,
        @Nullable String commit,
        RequestNumber request,
        @Nullable Instant requested,
        @Nullable Instant rendered,
        @Nullable Instant applied,
        @Nullable Instant healthy) {

    /// Nothing happened yet.
    public static final Timeline EMPTY =
            new Timeline(null, null, RequestNumber.NONE, null, null, null, null);

    /// The timeline after a unit reached a stage. A newer revision begins a new one, an older one
    /// changes nothing, and so does a stage that is no part of a timeline.
    Timeline reached(Stage stage, Context context, Instant time) {
        String seen = context.revision();
        if (seen == null) {
            return this;
        }
        boolean same = seen.equals(revision);
        if (!same && !context.request().isAfter(request)) {
            return this;
        }
        Timeline base = same ? this : EMPTY;
        RequestNumber newest = request.covers(context.request()) ? request : context.request();
        return new Timeline(
                seen,
                context.commit(),
                newest,
                first(base.requested, stage == Stage.REQUESTED, time),
                first(base.rendered, stage == Stage.RENDERED || stage == Stage.CONFIRMED, time),
                first(base.applied, stage == Stage.APPLIED, time),
                first(base.healthy, stage == Stage.HEALTHY, time));
    }

    private static @Nullable Instant first(@Nullable Instant held, boolean now, Instant time) {
        return now && (held == null || time.isBefore(held)) ? time : held;
    }
}
