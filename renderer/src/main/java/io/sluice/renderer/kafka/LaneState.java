package io.sluice.renderer.kafka;

import io.sluice.events.Context;
import io.sluice.events.Head;
import io.sluice.events.RenderAnswer;
import io.sluice.events.ResourceKey;
import io.sluice.events.protocol.RenderMemory;
import io.sluice.renderer.inputs.KnownBuild;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/// Everything the renderer remembers of one partition, for one assignment of it (protocol 3).
///
/// Safe for several threads, as long as one unit is handled by one at a time.
final class LaneState {

    private final RenderMemory memory = new RenderMemory();
    private final Inbox inbox = new Inbox();
    private final Map<ResourceKey, KnownBuild> builds = new ConcurrentHashMap<>();
    private final Map<ResourceKey, Given> answers = new ConcurrentHashMap<>();
    private final Set<ResourceKey> owed = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Boolean> filled = new CompletableFuture<>();

    /// An answer that was given.
    record Given(RenderAnswer answer, Context context) {}

    /// Digests, uids and epochs, by the protocol's rules.
    RenderMemory memory() {
        return memory;
    }

    /// What waits to be handled.
    Inbox inbox() {
        return inbox;
    }

    /// The newest build of a unit whose inputs are known.
    Optional<KnownBuild> build(ResourceKey unit) {
        return Optional.ofNullable(builds.get(unit));
    }

    void remember(ResourceKey unit, KnownBuild build) {
        builds.put(unit, build);
    }

    /// The last answer that a unit got.
    Optional<Given> answer(ResourceKey unit) {
        return Optional.ofNullable(answers.get(unit));
    }

    void remember(Head request, RenderAnswer answer) {
        answers.put(request.resource(), new Given(answer, request.context()));
    }

    /// Notes that a body was asked for and not given; the next answer carries it.
    void owe(ResourceKey unit) {
        owed.add(unit);
    }

    /// Whether an earlier request asked for the body and did not get it.
    boolean owes(ResourceKey unit) {
        return owed.contains(unit);
    }

    /// Notes that the body was given.
    void settle(ResourceKey unit) {
        owed.remove(unit);
    }

    /// Forgets a unit.
    void forget(ResourceKey unit) {
        memory.forget(unit);
        builds.remove(unit);
        answers.remove(unit);
        owed.remove(unit);
    }

    /// The memory holds everything that was in the log at the assignment.
    void fill() {
        filled.complete(true);
    }

    boolean isFilled() {
        return filled.isDone();
    }

    /// Waits for the memory; no answer is given before.
    void awaitFilled() throws InterruptedException {
        try {
            filled.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("the memory is only ever completed", impossible);
        }
    }
}
