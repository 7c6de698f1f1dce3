package io.sluice.sourcewatcher.watch;

import io.sluice.events.Cause;
import io.sluice.events.CommitDetected;
import io.sluice.events.Envelope;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.protocol.SlotTable;
import io.sluice.events.wire.Partitions;
import io.sluice.events.wire.Topic;
import io.sluice.sourcewatcher.source.Jitter;
import io.sluice.sourcewatcher.source.SourceDeclaration;
import io.sluice.sourcewatcher.unit.ReferenceName;
import io.sluice.sourcewatcher.unit.UnitDeclaration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Everything the leader knows, and what follows from what happens to it. Pure: the time comes in
/// with each input. Not safe for several threads.
public final class Watch {

    /// The kind of the units that are served.
    public static final String UNIT_KIND = "Kustomization";

    private static final Duration SWEEP = Duration.ofSeconds(5);

    private Cause first;
    private Instant sweepAt = Instant.MIN;
    private final Records commits;
    private final Records outcomes;
    private final Outbox outbox;
    private final SourceDesk sources;
    private final UnitDesk units;
    private final Map<ResourceKey, SourceDeclaration> earlySources = new TreeMap<>();
    private final Map<ResourceKey, UnitDeclaration> earlyUnits = new TreeMap<>();
    private final Map<ReferenceName, String> references = new TreeMap<>();
    private boolean synced;

    /// A leader that knows nothing yet.
    ///
    /// @param epoch that it opened
    /// @param logLost whether the log was found lost before
    public Watch(long epoch, boolean logLost, Partitions partitions, Jitter jitter) {
        this.first = logLost ? Cause.LOG_LOST : Cause.LEADER_CHANGED;
        this.commits = new Records(partitions);
        this.outcomes = new Records(partitions);
        this.outbox = new Outbox(epoch);
        this.sources = new SourceDesk(commits, outbox, jitter);
        this.units = new UnitDesk(UNIT_KIND, outcomes, sources, outbox, jitter);
    }

    /// Takes something in.
    ///
    /// @return what shall be done, in order
    public List<Effect> handle(Input input, Instant now) {
        switch (input) {
            case Input.RecordRead read -> record(read.topic(), read.envelope(), now);
            case Input.PartitionLost lost -> records(lost.topic()).lose(lost.partition());
            case Input.Synced _ -> begin(now);
            case Input.ReferenceSeen(var name, var version) -> seen(name, version, now);
            case Input other when synced -> act(other, now);
            case Input.SourceDeclared(var declaration) ->
                    earlySources.put(declaration.key(), declaration);
            case Input.UnitDeclared(var declaration) ->
                    earlyUnits.put(declaration.key(), declaration);
            case Input.SourceGone gone -> earlySources.remove(gone.key());
            case Input.UnitGone gone -> earlyUnits.remove(gone.key());
            case Input.LogLost lost -> {
                first = Cause.LOG_LOST;
                outbox.open(lost.epoch());
            }
            case Input.Checked _, Input.ReferencesRead _, Input.Undelivered _, Input.Tick _ -> {}
        }
        return outbox.take();
    }

    private void begin(Instant now) {
        synced = true;
        earlySources.values().forEach(declaration -> sources.declare(declaration, first, now));
        sources.retireUndeclared(earlySources.keySet());
        units.declareAll(earlyUnits.values(), first, first == Cause.LOG_LOST, now);
        units.retireUndeclared(now);
        sweepAt = now.plus(SWEEP);
        earlySources.clear();
        earlyUnits.clear();
    }

    private void act(Input input, Instant now) {
        switch (input) {
            case Input.SourceDeclared(var declaration) -> {
                sources.declare(declaration, Cause.SPEC_CHANGED, now);
                units.sourceChanged(declaration.key(), null, now);
            }
            case Input.SourceGone gone -> {
                sources.gone(gone.key());
                units.sourceChanged(gone.key(), null, now);
            }
            case Input.UnitDeclared(var declaration) -> units.declare(declaration, now);
            case Input.UnitGone gone -> units.gone(gone.key(), now);
            case Input.Checked checked -> {
                CommitDetected change =
                        sources.conclude(checked.check(), checked.outcome(), now).orElse(null);
                units.sourceChanged(checked.check().key(), change, now);
            }
            case Input.ReferencesRead read ->
                    units.referencesRead(read.unit(), read.ticket(), read.references(), now);
            case Input.LogLost lost -> {
                outbox.open(lost.epoch());
                sources.announceAgain();
                units.wantAll(Cause.LOG_LOST, now);
            }
            case Input.Undelivered undelivered -> {
                sources.untell(undelivered.resource(), now);
                units.undelivered(undelivered.resource(), undelivered.request(), now);
            }
            case Input.Tick _ -> {
                sources.tick(now);
                units.tick(now);
                if (!sweepAt.isAfter(now)) {
                    sweepAt = now.plus(SWEEP);
                    units.retireUndeclared(now);
                }
            }
            case Input.RecordRead _,
                    Input.PartitionLost _,
                    Input.Synced _,
                    Input.ReferenceSeen _ -> {}
        }
    }

    /// What was there at the start is in the first requests.
    private void seen(ReferenceName name, String version, Instant now) {
        String before = references.put(name, version);
        if (synced && !version.equals(before)) {
            units.referenceChanged(name, now);
        }
    }

    private void record(Topic topic, Envelope envelope, Instant now) {
        SlotTable.Change change = records(topic).offer(envelope);
        if (topic == Topic.COMMITS && change == SlotTable.Change.OLDER) {
            Slot slot = envelope.head().key().slot();
            commits.get(envelope.resource(), slot)
                    .ifPresent(held -> outbox.add(new Effect.PublishAgain(topic, held)));
        }
        if (topic == Topic.OUTCOMES && synced) {
            units.answered(envelope.resource(), now);
        }
    }

    private Records records(Topic topic) {
        return topic == Topic.COMMITS ? commits : outcomes;
    }
}
