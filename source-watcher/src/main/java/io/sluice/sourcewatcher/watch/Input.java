package io.sluice.sourcewatcher.watch;

import io.sluice.events.Envelope;
import io.sluice.events.Reference;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import io.sluice.events.wire.Topic;
import io.sluice.sourcewatcher.source.Check;
import io.sluice.sourcewatcher.source.CheckOutcome;
import io.sluice.sourcewatcher.source.SourceDeclaration;
import io.sluice.sourcewatcher.unit.ReferenceName;
import io.sluice.sourcewatcher.unit.UnitDeclaration;
import java.util.List;

/// What happens to the source-watcher.
public sealed interface Input {

    /// A source is declared, or declared otherwise.
    record SourceDeclared(SourceDeclaration declaration) implements Input {}

    /// A source's resource is gone.
    record SourceGone(ResourceKey key) implements Input {}

    /// A unit is declared, or declared otherwise.
    record UnitDeclared(UnitDeclaration declaration) implements Input {}

    /// A unit's resource is gone.
    record UnitGone(ResourceKey key) implements Input {}

    /// All declarations and all of the log that were there at the start are known.
    record Synced() implements Input {}

    /// A check tells something; only [CheckOutcome.Stored] is followed by more.
    record Checked(Check check, CheckOutcome outcome) implements Input {}

    /// The references of a unit were read.
    record ReferencesRead(ResourceKey unit, long ticket, List<Reference> references)
            implements Input {
        public ReferencesRead {
            references = List.copyOf(references);
        }
    }

    /// A ConfigMap or Secret with the watch label was seen.
    ///
    /// @param version its resource version; empty once it is gone
    record ReferenceSeen(ReferenceName name, String version) implements Input {}

    /// A record of `commits` or `outcomes` was read.
    record RecordRead(Topic topic, Envelope envelope) implements Input {}

    /// A partition of a followed topic is read from the beginning again.
    record PartitionLost(Topic topic, int partition) implements Input {}

    /// The log was lost and its topics are there again, empty.
    ///
    /// @param epoch that was opened since
    record LogLost(long epoch) implements Input {}

    /// A record could not be delivered.
    record Undelivered(ResourceKey resource, RequestNumber request) implements Input {}

    /// Time passed.
    record Tick() implements Input {}
}
