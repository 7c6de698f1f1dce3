package io.sluice.events.simulation;

import io.sluice.events.Cause;
import io.sluice.events.Context;
import io.sluice.events.Envelope;
import io.sluice.events.Event;
import io.sluice.events.Producer;
import io.sluice.events.RecordKey;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import io.sluice.events.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/// What holds the truth: Git and the cluster.
final class SimWorld {

    final Random random;
    final SimLog log = new SimLog();
    final Map<ResourceKey, Unit> units = new TreeMap<>();
    final Map<ResourceKey, Live> live = new TreeMap<>();
    final List<String> violations = new ArrayList<>();
    final List<Runnable> late = new ArrayList<>();
    final Map<Integer, long[]> committed = new TreeMap<>();
    long leaseEpoch;
    int leaseHolder;
    long now = 1_000_000;
    int revision;
    int writes;
    private int uids;

    /// A unit's resource in the cluster.
    ///
    /// @param contents what Git says of it, by revision; `!` in front means that it does not render
    record Unit(String uid, long generation, boolean suspended, List<String> contents) {
        String content(int revision) {
            return contents.get(Math.min(revision, contents.size() - 1));
        }
    }

    /// The live object of a unit.
    ///
    /// @param owner uid of the unit's resource that wrote it
    record Live(String digest, int revision, String owner) {}

    SimWorld(Random random) {
        this.random = random;
        for (int unit = 0; unit < 4; unit++) {
            create(Samples.unit("u" + unit));
        }
    }

    void create(ResourceKey key) {
        List<String> contents = new ArrayList<>();
        for (int each = 0; each <= revision; each++) {
            contents.add(key.name() + "@" + revision);
        }
        units.put(key, new Unit("uid" + uids++, 1, false, contents));
    }

    /// A commit that touches some units, and breaks some now and then.
    void commit() {
        revision++;
        units.replaceAll(
                (key, unit) -> {
                    List<String> contents = new ArrayList<>(unit.contents());
                    String before = contents.getLast();
                    boolean touched = random.nextInt(3) == 0;
                    boolean broken = random.nextInt(8) == 0;
                    contents.add(
                            touched ? (broken ? "!" : "") + key.name() + "@" + revision : before);
                    return new Unit(unit.uid(), unit.generation(), unit.suspended(), contents);
                });
    }

    /// A last commit that repairs everything.
    void repair() {
        revision++;
        units.replaceAll(
                (key, unit) -> {
                    List<String> contents = new ArrayList<>(unit.contents());
                    String before = contents.getLast();
                    contents.add(before.startsWith("!") ? key.name() + "@" + revision : before);
                    return new Unit(unit.uid(), unit.generation(), false, contents);
                });
    }

    Optional<ResourceKey> anyUnit() {
        List<ResourceKey> keys = List.copyOf(units.keySet());
        return keys.isEmpty()
                ? Optional.empty()
                : Optional.of(keys.get(random.nextInt(keys.size())));
    }

    Instant time() {
        return Instant.ofEpochMilli(now);
    }

    Envelope envelope(String service, RecordKey key, Context context, Event event) {
        return Envelope.of(
                "id", key, new Producer(Samples.CLUSTER, service), time(), context, event);
    }

    static Context context(
            Unit unit, RequestNumber request, Cause cause, int revision, String requestedAt) {
        return new Context(
                unit.uid(),
                unit.generation(),
                request,
                cause,
                requestedAt,
                null,
                null,
                String.valueOf(revision),
                null,
                null);
    }
}
