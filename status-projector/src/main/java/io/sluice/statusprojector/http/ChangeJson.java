package io.sluice.statusprojector.http;

import io.sluice.events.RequestNumber;
import io.sluice.statusprojector.projection.Change;
import io.sluice.statusprojector.projection.Stage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line of the live stream.
record ChangeJson(
        String id,
        String key,
        String kind,
        String namespace,
        String name,
        Stage stage,
        @Nullable String revision,
        @Nullable String commit,
        RequestNumber request,
        String cause,
        Instant time,
        @Nullable String message) {

    static ChangeJson of(Change change) {
        return new ChangeJson(
                change.id(),
                change.key().toString(),
                change.key().kind(),
                change.key().namespace(),
                change.key().name(),
                change.stage(),
                change.revision(),
                change.commit(),
                change.request(),
                change.cause().name(),
                change.time(),
                change.message());
    }
}
