package io.sluice.sourcewatcher.watch;

import io.sluice.events.Context;
import io.sluice.events.Envelope;
import io.sluice.events.Event;
import io.sluice.events.RecordKey;
import io.sluice.events.ResourceKey;
import io.sluice.events.wire.Topic;
import io.sluice.sourcewatcher.source.Check;
import io.sluice.sourcewatcher.source.SourceDeclaration;
import io.sluice.sourcewatcher.unit.ReferenceName;
import java.util.List;

/// What shall be done; carried out in order.
public sealed interface Effect {

    /// Tell a fact.
    record Publish(Topic topic, RecordKey key, Context context, Event event) implements Effect {}

    /// Tell again what somebody overwrote with something older.
    record PublishAgain(Topic topic, Envelope envelope) implements Effect {}

    /// Look at a remote.
    record RunCheck(Check check) implements Effect {}

    /// Read uid and version of what a unit refers to.
    ///
    /// @param ticket comes back with the answer
    record ReadReferences(ResourceKey unit, long ticket, List<ReferenceName> names)
            implements Effect {
        public ReadReferences {
            names = List.copyOf(names);
        }
    }

    /// Take the finalizer off a source that is being deleted.
    record RemoveFinalizer(SourceDeclaration source) implements Effect {}

    /// Throw away what is stored of a source that is gone.
    record Discard(ResourceKey source) implements Effect {}
}
