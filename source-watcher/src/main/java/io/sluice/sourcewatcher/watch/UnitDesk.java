package io.sluice.sourcewatcher.watch;

import io.sluice.events.ArtifactReference;
import io.sluice.events.Cause;
import io.sluice.events.CommitDetected;
import io.sluice.events.Context;
import io.sluice.events.Event;
import io.sluice.events.Reference;
import io.sluice.events.RenderRequested;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.UnitRetired;
import io.sluice.events.protocol.RequestBook;
import io.sluice.events.wire.Topic;
import io.sluice.sourcewatcher.source.Availability;
import io.sluice.sourcewatcher.source.Jitter;
import io.sluice.sourcewatcher.unit.Decision;
import io.sluice.sourcewatcher.unit.ReferenceName;
import io.sluice.sourcewatcher.unit.RequestOrder;
import io.sluice.sourcewatcher.unit.Unit;
import io.sluice.sourcewatcher.unit.UnitDeclaration;
import io.sluice.sourcewatcher.unit.UnitDeclaration.Definition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All units.
final class UnitDesk {

    private final String kind;
    private final Records outcomes;
    private final SourceDesk sources;
    private final Outbox outbox;
    private final Jitter jitter;
    private final RequestBook book = new RequestBook();
    private final UnitRegistry units = new UnitRegistry();
    private final ReferenceReads reading = new ReferenceReads();
    private final HeldBack heldBack = new HeldBack();

    /// @param kind of the units that are served
    UnitDesk(String kind, Records outcomes, SourceDesk sources, Outbox outbox, Jitter jitter) {
        this.kind = kind;
        this.outcomes = outcomes;
        this.sources = sources;
        this.outbox = outbox;
        this.jitter = jitter;
    }

    /// Takes in the declarations that are there when work begins, in order of dependencies.
    void declareAll(
            Collection<UnitDeclaration> declarations, Cause cause, boolean full, Instant now) {
        for (UnitDeclaration declaration : declarations) {
            String uid = declaration.uid();
            Optional<Context> stale =
                    outcomes.newest(declaration.key())
                            .map(record -> record.context())
                            .filter(context -> !context.uid().equals(uid));
            stale.ifPresent(context -> retire(declaration.key(), context, now));
            units.put(new Unit(declaration, cause, full || stale.isPresent(), jitter));
        }
        decide(RequestOrder.of(declarations), now);
        decide(declarations.stream().map(UnitDeclaration::key).toList(), now);
    }

    /// Retires what the log knows and nobody declares, again and again until nothing is left of
    /// it: an answer to an earlier request may be written after a retirement.
    void retireUndeclared(Instant now) {
        for (ResourceKey key : outcomes.resources()) {
            if (key.kind().equals(kind) && units.get(key) == null) {
                outcomes.newest(key)
                        .filter(record -> book.needsRetirement(key, record.request(), now))
                        .ifPresent(record -> retire(key, record.context(), now));
            }
        }
    }

    void declare(UnitDeclaration declaration, Instant now) {
        ResourceKey key = declaration.key();
        Unit held = units.get(key);
        if (held == null) {
            units.put(new Unit(declaration, Cause.SPEC_CHANGED, false, jitter));
        } else if (!held.declaration().uid().equals(declaration.uid())) {
            gone(key, now);
            units.put(new Unit(declaration, Cause.SPEC_CHANGED, true, jitter));
        } else if (held.declaration().equals(declaration)) {
            return;
        } else {
            units.remove(key);
            held.declare(declaration);
            units.put(held);
        }
        if (!declaration.isActive()) {
            book.forget(key);
            reading.cancel(key);
        }
        decide(List.of(key), now);
    }

    void gone(ResourceKey key, Instant now) {
        Unit held = units.remove(key);
        if (held != null) {
            UnitDeclaration declaration = held.declaration();
            reading.cancel(key);
            retire(
                    key,
                    Context.of(
                            declaration.uid(),
                            declaration.generation(),
                            RequestNumber.NONE,
                            Cause.SPEC_CHANGED),
                    now);
        }
    }

    private void retire(ResourceKey key, Context last, Instant now) {
        RequestNumber number = outbox.next();
        var context = Context.of(last.uid(), last.generation(), number, Cause.SPEC_CHANGED);
        book.retired(key, number, now);
        outbox.publish(Topic.REQUESTS, key.slot(Slot.SELF), context, new UnitRetired());
    }

    /// The source has something new, or not; its units are decided in order.
    void sourceChanged(ResourceKey source, @Nullable CommitDetected change, Instant now) {
        List<UnitDeclaration> declarations =
                units.of(source).stream().map(Unit::declaration).toList();
        if (change == null) {
            List<ResourceKey> free =
                    RequestOrder.of(declarations).stream()
                            .filter(key -> !heldBack.holds(source, key))
                            .toList();
            conclude(free, now);
            return;
        }
        RequestOrder.Order order = RequestOrder.of(declarations, change);
        conclude(order.touched(), now);
        List<ResourceKey> ahead = order.touched().stream().filter(this::isOpen).toList();
        if (!heldBack.hold(source, ahead, order.others(), now)) {
            conclude(order.others(), now);
        }
    }

    /// Decides units whose source was looked at.
    private void conclude(List<ResourceKey> keys, Instant now) {
        for (ResourceKey key : keys) {
            Unit unit = units.get(key);
            if (unit != null) {
                unit.sourceConcluded();
            }
        }
        decide(keys, now);
    }

    private boolean isOpen(ResourceKey key) {
        return reading.isUnderWay(key) || book.isOpen(key, outcomes.slots(key));
    }

    /// An outcome of the unit was read.
    void answered(ResourceKey key, Instant now) {
        Unit unit = units.get(key);
        if (unit == null) {
            return;
        }
        unit.stir();
        decide(List.of(key), now);
        if (!isOpen(key)) {
            conclude(heldBack.done(key), now);
        }
    }

    void tick(Instant now) {
        conclude(heldBack.due(now), now);
        List<ResourceKey> due = new ArrayList<>();
        for (Unit unit : units.all()) {
            if (!unit.wakeAt().isAfter(now)) {
                due.add(unit.declaration().key());
            }
        }
        decide(due, now);
    }

    /// Wants every unit again.
    void wantAll(Cause cause, Instant now) {
        units.all().forEach(unit -> unit.want(cause, true));
        reading.cancelAll();
        List<UnitDeclaration> declarations = units.all().stream().map(Unit::declaration).toList();
        decide(RequestOrder.of(declarations), now);
        decide(declarations.stream().map(UnitDeclaration::key).toList(), now);
    }

    /// Something that units refer to changed; what was being read of it is read anew.
    void referenceChanged(ReferenceName name, Instant now) {
        for (Unit unit : units.referringTo(name)) {
            unit.want(Cause.REFERENCE_CHANGED, false);
            reading.cancel(unit.declaration().key());
            decide(List.of(unit.declaration().key()), now);
        }
    }

    void undelivered(ResourceKey key, RequestNumber request, Instant now) {
        Unit unit = units.get(key);
        if (unit != null && book.newest(key).filter(request::equals).isPresent()) {
            unit.want(Cause.UNANSWERED, true);
            decide(List.of(key), now);
        }
    }

    void referencesRead(ResourceKey key, long ticket, List<Reference> references, Instant now) {
        Unit unit = units.get(key);
        Optional<List<ReferenceName>> names = reading.end(key, ticket);
        if (unit == null || names.isEmpty()) {
            return;
        }
        if (unit.declaration().definition() instanceof Definition.Valid valid
                && valid.references().equals(names.get())) {
            carryOut(unit, decision(unit, now), references, now);
        } else {
            decide(List.of(key), now);
        }
    }

    private void decide(List<ResourceKey> keys, Instant now) {
        for (ResourceKey key : keys) {
            Unit unit = units.get(key);
            if (unit != null && !reading.isUnderWay(key) && !unit.wakeAt().isAfter(now)) {
                carryOut(unit, decision(unit, now), null, now);
            }
        }
    }

    private Decision decision(Unit unit, Instant now) {
        UnitDeclaration declaration = unit.declaration();
        Availability source =
                declaration.definition() instanceof Definition.Valid valid
                        ? sources.availability(valid.source(), now)
                        : new Availability.Missing();
        return unit.decide(
                source, outcomes.slots(declaration.key()).ofUid(declaration.uid()), book, now);
    }

    private void carryOut(
            Unit unit, Decision decision, @Nullable List<Reference> references, Instant now) {
        UnitDeclaration declaration = unit.declaration();
        switch (decision) {
            case Decision.Rest _ -> {}
            case Decision.Verify _ -> {
                if (declaration.definition() instanceof Definition.Valid valid) {
                    sources.verify(valid.source(), now);
                }
            }
            case Decision.Wait wait -> {
                tell(unit, wait.cause(), null, null, wait.waiting(), now);
                unit.waits(wait.waiting());
            }
            case Decision.Ask ask -> {
                if (references == null && read(declaration)) {
                    return;
                }
                var event =
                        new RenderRequested(
                                declaration.spec(),
                                ask.artifact(),
                                references == null ? List.of() : references,
                                ask.full());
                tell(unit, ask.cause(), ask.sourceUid(), ask.artifact(), event, now);
                unit.asked(ask.artifact(), now);
            }
        }
    }

    private boolean read(UnitDeclaration declaration) {
        if (declaration.definition() instanceof Definition.Valid valid
                && !valid.references().isEmpty()) {
            outbox.add(reading.begin(declaration.key(), valid.references()));
            return true;
        }
        return false;
    }

    private void tell(
            Unit unit,
            Cause cause,
            @Nullable String sourceUid,
            @Nullable ArtifactReference artifact,
            Event event,
            Instant now) {
        UnitDeclaration declaration = unit.declaration();
        RequestNumber number = outbox.next();
        Context context = declaration.context(number, cause, sourceUid, artifact);
        outbox.publish(Topic.REQUESTS, declaration.key().slot(Slot.SELF), context, event);
        book.asked(declaration.key(), number, cause, now, unit.retryInterval());
    }
}
