package io.sluice.statusprojector.projection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// When a source announced its latest revisions.
///
/// @param announced newest last, at most [#MOST]
record SourceMemory(List<Announced> announced) {

    static final SourceMemory EMPTY = new SourceMemory(List.of());

    private static final int MOST = 32;

    record Announced(String revision, Instant time) {}

    SourceMemory {
        announced = List.copyOf(announced);
    }

    /// The memory after an announcement; the first of a revision counts.
    SourceMemory with(String revision, Instant time) {
        if (detected(revision).isPresent()) {
            return this;
        }
        var all = new ArrayList<>(announced);
        all.add(new Announced(revision, time));
        return new SourceMemory(
                all.size() > MOST ? all.subList(all.size() - MOST, all.size()) : all);
    }

    Optional<Instant> detected(String revision) {
        return announced.stream()
                .filter(one -> one.revision().equals(revision))
                .map(Announced::time)
                .findFirst();
    }
}
