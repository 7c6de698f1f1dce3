package io.sluice.statusprojector.projection;

import io.sluice.events.Cause;
import io.sluice.events.Context;
import io.sluice.events.Head;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One step of a unit or source, as the live stream tells it.
///
/// @param id of the record that told it
/// @param time of that record
public record Change(
        String id,
        ResourceKey key,
        Stage stage,
        @Nullable String revision,
        @Nullable String commit,
        RequestNumber request,
        Cause cause,
        Instant time,
        @Nullable String message) {

    static Change of(Head head, Stage stage, @Nullable String message) {
        Context context = head.context();
        return new Change(
                head.id(),
                head.resource(),
                stage,
                context.revision(),
                context.commit(),
                context.request(),
                context.cause(),
                head.time(),
                message);
    }
}
