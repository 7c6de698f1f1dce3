package io.sluice.applier.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.events.DriftDetected;
import io.sluice.events.ObjectId;
import java.util.List;
import java.util.Optional;

/// How a live object differs from what we wrote.
public final class Differences {

    private Differences() {}

    /// From the object as we last wrote it.
    ///
    /// @param secret whether no value may be named
    /// @return empty if it does not differ
    public static Optional<DriftDetected> between(
            ObjectId id, Baseline baseline, Optional<Seen> live, boolean secret) {
        if (live.isEmpty()) {
            return Optional.of(deleted(id));
        }
        Seen seen = live.get();
        List<String> changed = seen.fingerprint().changedSince(baseline.fingerprint());
        return changed.isEmpty() && seen.uid().equals(baseline.uid())
                ? Optional.empty()
                : Optional.of(changed(seen, changed, secret));
    }

    /// From the desired object, when nobody remembers what was written: our stamp says that it was
    /// this very content, but our entry does not own all of it any more.
    ///
    /// @param digest of the desired object
    public static Optional<DriftDetected> sinceStamped(
            JsonNode desired, String digest, Seen live, boolean secret) {
        String fields = live.fields();
        if (!digest.equals(live.stamp().digest()) || fields == null) {
            return Optional.empty();
        }
        List<String> missing = Coverage.missing(desired, fields);
        return missing.isEmpty() ? Optional.empty() : Optional.of(changed(live, missing, secret));
    }

    private static DriftDetected changed(Seen seen, List<String> paths, boolean secret) {
        return new DriftDetected(
                seen.id(),
                DriftDetected.Kind.CHANGED,
                secret ? paths.stream().map(Differences::masked).distinct().toList() : paths,
                seen.authors().by());
    }

    private static DriftDetected deleted(ObjectId id) {
        return new DriftDetected(id, DriftDetected.Kind.DELETED, List.of(), Authors.UNKNOWN);
    }

    /// Elements of lists are named by their values.
    private static String masked(String path) {
        StringBuilder masked = new StringBuilder();
        for (String part : path.substring(1).split("/", -1)) {
            boolean byValue =
                    part.startsWith("{") || part.startsWith("\"") || part.matches("-?[0-9.]+");
            masked.append('/').append(byValue ? "*" : part);
        }
        return masked.toString();
    }
}
