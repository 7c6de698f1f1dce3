package io.sluice.events.simulation;

import io.sluice.events.ArtifactReference;
import io.sluice.events.Context;
import io.sluice.events.DesiredStateConfirmed;
import io.sluice.events.Envelope;
import io.sluice.events.Event;
import io.sluice.events.Head;
import io.sluice.events.ManifestsRendered;
import io.sluice.events.RenderFailed;
import io.sluice.events.RenderRequested;
import io.sluice.events.Rendered;
import io.sluice.events.ResourceKey;
import io.sluice.events.Samples;
import io.sluice.events.Slot;
import io.sluice.events.Tombstone;
import io.sluice.events.UnitRetired;
import io.sluice.events.protocol.RenderMemory;
import io.sluice.events.wire.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The rules of one assignment of one partition to a renderer.
final class SimRenderer {

    private static final String NAME = "renderer";

    private final SimWorld world;
    private final int partition;
    private final int incarnation;
    private final RenderMemory memory = new RenderMemory();
    private long position;

    SimRenderer(SimWorld world, int partition) {
        this.world = world;
        this.partition = partition;
        this.incarnation = world.log.incarnation();
        long[] committed = world.committed.getOrDefault(partition, new long[] {-1, 0});
        this.position = committed[0] == incarnation ? committed[1] : 0;
        for (SimLog.Rec rec : world.log.records(Topic.MANIFESTS, partition)) {
            memory.observe(rec.envelope().head(), rec.envelope().event() instanceof Tombstone);
        }
    }

    /// Whether the log this lane reads is still the log.
    boolean isCurrent() {
        return incarnation == world.log.incarnation();
    }

    /// Handles a few records; newer requests of a unit supersede older ones among them.
    void step() {
        List<SimLog.Rec> batch = world.log.from(Topic.REQUESTS, partition, position);
        int size = Math.min(batch.size(), 1 + world.random.nextInt(5));
        List<SimLog.Rec> taken = batch.subList(0, size);
        Map<ResourceKey, Boolean> full = new HashMap<>();
        Map<ResourceKey, SimLog.Rec> newest = new HashMap<>();
        for (SimLog.Rec rec : taken) {
            memory.observeEpoch(rec.envelope().request().epoch());
            newest.merge(
                    rec.envelope().resource(),
                    rec,
                    (held, other) ->
                            other.envelope().request().covers(held.envelope().request())
                                    ? other
                                    : held);
            boolean asksFull =
                    rec.envelope().event() instanceof RenderRequested asked && asked.full();
            full.merge(rec.envelope().resource(), asksFull, Boolean::logicalOr);
        }
        for (SimLog.Rec rec : taken) {
            SimLog.Rec last = newest.get(rec.envelope().resource());
            boolean survives = last != null && last.offset() == rec.offset();
            if (survives) {
                handle(rec.envelope(), full.getOrDefault(rec.envelope().resource(), false));
            }
            position = rec.offset() + 1;
        }
        if (world.random.nextBoolean()) {
            world.committed.put(partition, new long[] {incarnation, position});
        }
    }

    private void handle(Envelope request, boolean full) {
        if (!memory.admits(request.request())
                || memory.isSuperseded(request.resource(), request.request())) {
            return;
        }
        switch (request.event()) {
            case RenderRequested asked -> render(request, asked.artifact(), full);
            case UnitRetired _ -> {
                for (Slot slot : List.of(Slot.SELF, Slot.CONFIRMED)) {
                    send(Topic.MANIFESTS, request, slot, new Tombstone());
                }
                send(Topic.OUTCOMES, request, Slot.RENDER, new Tombstone());
                memory.forget(request.resource());
            }
            default -> {
                // Epochs were taken in when they were queued.
            }
        }
    }

    private void render(Envelope request, ArtifactReference artifact, boolean full) {
        ResourceKey key = request.resource();
        Context context = request.context();
        SimWorld.Unit unit = world.units.get(key);
        int revision = Integer.parseInt(artifact.revision());
        String content = unit == null ? key.name() + "@gone" : unit.content(revision);
        if (content.startsWith("!")) {
            send(
                    Topic.OUTCOMES,
                    request,
                    Slot.RENDER,
                    new RenderFailed("BuildFailed", "broken", null, null, false));
            return;
        }
        boolean same = memory.sameInputs(key, context.uid(), content) && !full;
        RenderMemory.Answer answer =
                same
                        ? RenderMemory.Answer.CONFIRMATION
                        : memory.answer(key, context.uid(), content, full);
        switch (answer) {
            case BODY ->
                    send(
                            Topic.MANIFESTS,
                            request,
                            Slot.SELF,
                            new ManifestsRendered(
                                    content, content, null, List.of(), Samples.applySpec()));
            case CONFIRMATION ->
                    send(
                            Topic.MANIFESTS,
                            request,
                            Slot.CONFIRMED,
                            new DesiredStateConfirmed(content, content, Samples.applySpec()));
        }
        send(
                Topic.OUTCOMES,
                request,
                Slot.RENDER,
                new Rendered(content, content, 1, same, List.of(), new ArrayList<>(), 1));
    }

    private void send(Topic topic, Envelope request, Slot slot, Event event) {
        Envelope envelope =
                world.envelope(NAME, request.resource().slot(slot), request.context(), event);
        Head head = envelope.head();
        if (topic == Topic.MANIFESTS) {
            memory.observe(head, event instanceof Tombstone);
        }
        world.log.append(topic, envelope);
    }
}
