package io.sluice.events.log;

import java.util.TreeSet;

/// Which offsets of a partition are finished, and so which may be committed: the oldest unfinished
/// one, or the next to be read.
final class OffsetTracker {

    private final TreeSet<Long> unfinished = new TreeSet<>();
    private long next;

    OffsetTracker(long first) {
        this.next = first;
    }

    synchronized void started(long offset) {
        unfinished.add(offset);
        next = Math.max(next, offset + 1);
    }

    synchronized void finished(long offset) {
        unfinished.remove(offset);
    }

    /// The next offset to be read.
    synchronized long next() {
        return next;
    }

    /// Everything below this is finished.
    synchronized long committable() {
        return unfinished.isEmpty() ? next : unfinished.first();
    }

    /// The broker says the position is further than the last record: offsets without records.
    synchronized void advance(long position) {
        next = Math.max(next, position);
    }
}
