package io.sluice.sourcewatcher.watch;

import io.sluice.events.ArtifactReference;
import io.sluice.events.Cause;
import io.sluice.events.CommitDetected;
import io.sluice.events.Context;
import io.sluice.events.Envelope;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.Tombstone;
import io.sluice.events.wire.Topic;
import io.sluice.sourcewatcher.source.Announced;
import io.sluice.sourcewatcher.source.Announcement;
import io.sluice.sourcewatcher.source.Availability;
import io.sluice.sourcewatcher.source.Check;
import io.sluice.sourcewatcher.source.CheckOutcome;
import io.sluice.sourcewatcher.source.Jitter;
import io.sluice.sourcewatcher.source.Revisions;
import io.sluice.sourcewatcher.source.Source;
import io.sluice.sourcewatcher.source.SourceDeclaration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// All sources.
final class SourceDesk {

    private final Records commits;
    private final Outbox outbox;
    private final Jitter jitter;
    private final Map<ResourceKey, Source> sources = new TreeMap<>();

    SourceDesk(Records commits, Outbox outbox, Jitter jitter) {
        this.commits = commits;
        this.outbox = outbox;
        this.jitter = jitter;
    }

    /// Takes in a declaration.
    ///
    /// @param first the cause of the first check if the source was not known
    void declare(SourceDeclaration declaration, Cause first, Instant now) {
        ResourceKey key = declaration.key();
        Source held = sources.get(key);
        if (declaration.deleting()) {
            if (declaration.finalized()) {
                outbox.add(new Effect.RemoveFinalizer(declaration));
            }
            forget(key, declaration.uid());
            return;
        }
        if (held != null && !held.declaration().uid().equals(declaration.uid())) {
            forget(key, held.declaration().uid());
            held = null;
        }
        if (held == null) {
            held = new Source(declaration, told(declaration), first, now, jitter);
            sources.put(key, held);
        } else {
            held.declare(declaration, now);
        }
        held.judge().ifPresent(this::announce);
        held.due(now).ifPresent(check -> outbox.add(new Effect.RunCheck(check)));
    }

    private Announced told(SourceDeclaration declaration) {
        ResourceKey key = declaration.key();
        return Announced.of(
                declaration.uid(),
                commits.get(key, Slot.SELF).orElse(null),
                commits.get(key, Slot.CHECK).orElse(null));
    }

    /// Forgets a source whose resource is gone.
    void gone(ResourceKey key) {
        Source held = sources.get(key);
        if (held != null) {
            forget(key, held.declaration().uid());
        }
    }

    /// Retires what the log knows and nobody declares.
    void retireUndeclared(Set<ResourceKey> declared) {
        for (ResourceKey key : commits.resources()) {
            if (!declared.contains(key)) {
                commits.newest(key).ifPresent(record -> forget(key, record.context().uid()));
            }
        }
    }

    private void forget(ResourceKey key, String uid) {
        boolean known = sources.remove(key) != null;
        for (Slot slot : new Slot[] {Slot.SELF, Slot.CHECK}) {
            Optional<Envelope> record = commits.get(key, slot);
            if (known || record.isPresent()) {
                var context = Context.of(uid, 0, outbox.next(), Cause.SPEC_CHANGED);
                outbox.publish(Topic.COMMITS, key.slot(slot), context, new Tombstone());
            }
        }
        outbox.add(new Effect.Discard(key));
    }

    /// Starts the checks that are due.
    void tick(Instant now) {
        for (Source source : sources.values()) {
            if (!source.next().isAfter(now)) {
                source.due(now).ifPresent(check -> outbox.add(new Effect.RunCheck(check)));
            }
        }
    }

    /// Takes in what a check found.
    ///
    /// @return the new artifact, if there is one
    Optional<CommitDetected> conclude(Check check, CheckOutcome outcome, Instant now) {
        Source source = sources.get(check.key());
        if (source == null) {
            return Optional.empty();
        }
        Optional<Announcement> announcement = source.conclude(check, outcome, now);
        announcement.ifPresent(this::announce);
        source.due(now).ifPresent(next -> outbox.add(new Effect.RunCheck(next)));
        return announcement
                .map(Announcement::event)
                .filter(CommitDetected.class::isInstance)
                .map(CommitDetected.class::cast);
    }

    void verify(ResourceKey key, Instant now) {
        Source source = sources.get(key);
        if (source != null) {
            source.verify(now);
            source.due(now).ifPresent(check -> outbox.add(new Effect.RunCheck(check)));
        }
    }

    /// Tells everything again.
    void announceAgain() {
        sources.values().forEach(source -> source.again().forEach(this::announce));
    }

    void untell(ResourceKey key, Instant now) {
        Source source = sources.get(key);
        if (source != null) {
            source.untell(now);
        }
    }

    Availability availability(ResourceKey key, Instant now) {
        Source source = sources.get(key);
        return source == null ? new Availability.Missing() : source.availability(now);
    }

    private void announce(Announcement announcement) {
        RequestNumber number = outbox.next();
        ArtifactReference artifact = announcement.artifact();
        String revision = artifact == null ? null : artifact.revision();
        var context =
                new Context(
                        announcement.uid(),
                        announcement.generation(),
                        number,
                        announcement.cause(),
                        announcement.requestedAt(),
                        null,
                        artifact == null ? null : artifact.digest(),
                        revision,
                        null,
                        revision == null ? null : Revisions.commit(revision));
        outbox.publish(
                Topic.COMMITS,
                announcement.key().slot(announcement.slot()),
                context,
                announcement.event());
    }
}
