package io.sluice.statusprojector.effects;

import io.sluice.events.Head;
import io.sluice.events.ResourceKey;
import io.sluice.events.trace.Tracing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The last part of a commit's trace: from the record that a status follows to its write. A status
/// that was written for several records belongs to the newest of them.
public final class StatusTraces implements KindDesk.WriteListener {
    private final Tracing tracing;
    private final InstantSource clock;
    private final KindDesk.WriteListener next;
    private final Map<ResourceKey, Read> newest = new ConcurrentHashMap<>();

    /// @param next is told of every write, too
    public StatusTraces(Tracing tracing, InstantSource clock, KindDesk.WriteListener next) {
        this.tracing = tracing;
        this.clock = clock;
        this.next = next;
    }

    private record Read(Head head, Instant at) {}

    /// A record was read that is not projected yet.
    public void read(Head head) {
        if (tracing.isOn() && head.traceparent() != null) {
            newest.put(head.resource(), new Read(head, clock.instant()));
        }
    }

    @Override
    public void written(ResourceKey key, Instant since) {
        Read read = newest.remove(key);
        if (read != null) {
            tracing.next("write status", read.head(), read.at()).end("written");
        }
        next.written(key, since);
    }

    @Override
    public void failed(ResourceKey key, String message) {
        next.failed(key, message);
    }
}
