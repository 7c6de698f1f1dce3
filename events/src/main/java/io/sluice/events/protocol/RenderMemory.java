package io.sluice.events.protocol;

import io.sluice.events.Head;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What a renderer remembers of one partition, for one assignment of it (protocol 3 and 5).
///
/// It is filled from the heads of the partition's `manifests` before the first answer, and dropped
/// at revocation. Safe for several threads, as long as one unit is handled by one at a time.
public final class RenderMemory {

    private final Map<ResourceKey, Remembered> units = new ConcurrentHashMap<>();
    private long greatestEpoch;

    /// What is remembered of a unit's desired state.
    ///
    /// @param body digest of the body under `K`; null if there is none
    /// @param inputsDigest of the newest record
    /// @param uid of the newest record
    /// @param request of the newest record
    public record Remembered(
            @Nullable String body,
            @Nullable String inputsDigest,
            String uid,
            RequestNumber request) {}

    /// How a rendered unit is to be answered.
    public enum Answer {
        /// With the body.
        BODY,
        /// The log holds the same body already.
        CONFIRMATION
    }

    /// Takes in the head of a record of `manifests`, read or just acknowledged.
    ///
    /// @param tombstone whether the record takes its key off the log
    public void observe(Head head, boolean tombstone) {
        observeEpoch(head.request().epoch());
        units.compute(
                head.resource(),
                (_, held) -> {
                    boolean isBody = head.key().slot() == Slot.SELF;
                    if (tombstone) {
                        return held == null || held.request().isAfter(head.request()) ? held : null;
                    }
                    // Compaction keeps the last offset of `K`, so the last body read is the body
                    // there is, whatever its request.
                    String body = isBody ? head.digest() : held == null ? null : held.body();
                    if (held != null && held.request().isAfter(head.request())) {
                        return new Remembered(
                                body, held.inputsDigest(), held.uid(), held.request());
                    }
                    return new Remembered(
                            body, head.inputsDigest(), head.context().uid(), head.request());
                });
    }

    /// Takes in the epoch of a record of `requests` or `manifests`, whatever the record says.
    public synchronized void observeEpoch(long epoch) {
        greatestEpoch = Math.max(greatestEpoch, epoch);
    }

    /// Whether a request may be answered: its epoch is not older than the greatest seen.
    public synchronized boolean admits(RequestNumber request) {
        return request.epoch() >= greatestEpoch;
    }

    /// Whether the log already holds the desired state of a later request of the unit, so that this
    /// one is read again after a restart: it is answered, and publishing it would put an older
    /// record behind a newer one under the same key.
    public boolean isSuperseded(ResourceKey unit, RequestNumber request) {
        Remembered held = units.get(unit);
        return held != null && held.request().isAfter(request);
    }

    /// What is remembered of a unit.
    public Optional<Remembered> get(ResourceKey unit) {
        return Optional.ofNullable(units.get(unit));
    }

    /// Whether the same inputs were rendered before for the same resource, so that no build is
    /// needed. A `full` request never asks.
    public boolean sameInputs(ResourceKey unit, String uid, String inputsDigest) {
        Remembered held = units.get(unit);
        return held != null
                && held.body() != null
                && held.uid().equals(uid)
                && inputsDigest.equals(held.inputsDigest());
    }

    /// How to answer a request whose manifests have this digest: without an entry, with another
    /// uid, or when asked for in full, with the body (protocol 3).
    public Answer answer(ResourceKey unit, String uid, String digest, boolean full) {
        Remembered held = units.get(unit);
        boolean known = held != null && held.uid().equals(uid) && digest.equals(held.body());
        return known && !full ? Answer.CONFIRMATION : Answer.BODY;
    }

    /// Forgets a unit.
    public void forget(ResourceKey unit) {
        units.remove(unit);
    }
}
