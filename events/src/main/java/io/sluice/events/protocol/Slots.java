package io.sluice.events.protocol;

import io.sluice.events.ApplyOutcome;
import io.sluice.events.Context;
import io.sluice.events.Envelope;
import io.sluice.events.HealthReported;
import io.sluice.events.RenderAnswer;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The outcome slots of one unit, each as its newest whole record.
///
/// @param render null if the slot is empty, as the other two
public record Slots(
        @Nullable Filled<RenderAnswer> render,
        @Nullable Filled<ApplyOutcome> apply,
        @Nullable Filled<HealthReported> health) {

    /// No outcome is known.
    public static final Slots EMPTY = new Slots(null, null, null);

    /// A slot that holds something.
    ///
    /// @param context of the record
    /// @param outcome it holds
    public record Filled<T>(Context context, T outcome) {}

    /// The slots of a unit as a table holds them.
    public static Slots of(SlotTable table, ResourceKey unit) {
        return new Slots(
                filled(table.get(unit.slot(Slot.RENDER)), RenderAnswer.class),
                filled(table.get(unit.slot(Slot.APPLY)), ApplyOutcome.class),
                filled(table.get(unit.slot(Slot.HEALTH)), HealthReported.class));
    }

    /// The same slots without those that speak of another uid (protocol 4).
    public Slots ofUid(String uid) {
        return new Slots(keep(render, uid), keep(apply, uid), keep(health, uid));
    }

    /// Whether nothing is known at all.
    public boolean isEmpty() {
        return render == null && apply == null && health == null;
    }

    private static <T> @Nullable Filled<T> keep(@Nullable Filled<T> slot, String uid) {
        return slot != null && slot.context().uid().equals(uid) ? slot : null;
    }

    private static <T> @Nullable Filled<T> filled(Optional<Envelope> record, Class<T> type) {
        return record.filter(envelope -> type.isInstance(envelope.event()))
                .map(envelope -> new Filled<>(envelope.context(), type.cast(envelope.event())))
                .orElse(null);
    }
}
