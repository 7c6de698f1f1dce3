package io.sluice.events;

import java.time.Instant;
import java.util.List;

/// One Git commit.
///
/// @param id the full hash
/// @param author name and address
/// @param message in full, bounded by the producer
/// @param time when it was committed
/// @param paths that it touched, sorted, bounded by the producer
/// @param pathsTruncated whether it touched more paths than are listed
public record Commit(
        String id,
        String author,
        String message,
        Instant time,
        List<String> paths,
        boolean pathsTruncated) {

    public Commit {
        paths = paths == null ? List.of() : List.copyOf(paths);
    }
}
