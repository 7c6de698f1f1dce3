package io.sluice.applier.engine;

import io.sluice.events.Context;
import io.sluice.events.ObjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A wait for health; it holds no thread.
///
/// @param context of the apply
/// @param digest of what was applied
/// @param objects that are waited for
/// @param since when
/// @param timeout of the unit
record HealthWait(
        Context context, String digest, List<ObjectId> objects, Instant since, Duration timeout) {

    HealthWait {
        objects = List.copyOf(objects);
    }

    Instant deadline() {
        return since.plus(timeout);
    }
}
