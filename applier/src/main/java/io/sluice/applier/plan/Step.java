package io.sluice.applier.plan;

import io.sluice.applier.drift.Baseline;
import io.sluice.applier.drift.Seen;
import io.sluice.events.ObjectId;
import java.util.Optional;

/// What is done for one desired object.
public sealed interface Step {

    /// The object.
    ObjectId id();

    /// Send it.
    ///
    /// @param stamp to send along; absent to leave the object unstamped
    record Apply(DesiredObject object, Seen.Stamp stamp) implements Step {
        @Override
        public ObjectId id() {
            return object.id();
        }
    }

    /// Send it only if there is none.
    record Create(DesiredObject object, Seen.Stamp stamp) implements Step {
        @Override
        public ObjectId id() {
            return object.id();
        }
    }

    /// It already is what it should be; no request.
    ///
    /// @param baseline to watch it by
    record Keep(ObjectId id, Baseline baseline) implements Step {}

    /// It says, or we know, that it is not ours to write.
    ///
    /// @param baseline to watch by that it stays there; empty if that is not our business either
    record Skip(ObjectId id, String why, Optional<Baseline> baseline) implements Step {}
}
