package io.sluice.statusprojector.projection;

import io.sluice.events.Context;
import io.sluice.events.Envelope;
import io.sluice.events.RequestNumber;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A fact with the context and the time of its record.
///
/// @param context of the record
/// @param time of the record
/// @param fact it holds
public record Recorded<T>(Context context, Instant time, T fact) {

    /// The number of the request the fact belongs to.
    public RequestNumber request() {
        return context.request();
    }

    /// The fact if it belongs to this resource and not to another one of the same name.
    static <T> @Nullable Recorded<T> ofUid(@Nullable Recorded<T> recorded, String uid) {
        return recorded != null && recorded.context.uid().equals(uid) ? recorded : null;
    }

    /// Whether this may take the place of what is held.
    boolean replaces(@Nullable Recorded<?> held) {
        return held == null || request().covers(held.request());
    }

    static <T> @Nullable Recorded<T> of(Optional<Envelope> record, Class<T> type) {
        return record.filter(envelope -> type.isInstance(envelope.event()))
                .map(
                        envelope ->
                                new Recorded<>(
                                        envelope.context(),
                                        envelope.head().time(),
                                        type.cast(envelope.event())))
                .orElse(null);
    }
}
