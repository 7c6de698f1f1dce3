package io.sluice.statusprojector.status;

import io.sluice.api.kustomize.KustomizationStatus;
import io.sluice.api.meta.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The history of a unit: newest first, one line per content and result.
final class Histories {
    private Histories() {}

    /// The history after a reconciliation; the same one if it stands there already.
    ///
    /// @param seen the reconciliation, counted once
    static List<Snapshot> with(List<Snapshot> before, Snapshot seen) {
        Optional<Snapshot> same = before.stream().filter(line -> isSame(line, seen)).findFirst();
        boolean counted =
                same.isPresent() && !same.get().lastReconciled().isBefore(seen.lastReconciled());
        if (counted) {
            return before;
        }
        var after = new ArrayList<Snapshot>();
        after.add(same.map(line -> again(line, seen)).orElse(seen));
        before.stream().filter(line -> !isSame(line, seen)).forEach(after::add);
        return List.copyOf(
                after.subList(0, Math.min(after.size(), KustomizationStatus.HISTORY_LENGTH)));
    }

    /// Whether the newest line tells of the same content and result.
    static boolean isSameNews(List<Snapshot> one, List<Snapshot> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() == other.isEmpty();
        }
        return isSame(one.getFirst(), other.getFirst());
    }

    private static boolean isSame(Snapshot one, Snapshot other) {
        return one.digest().equals(other.digest())
                && one.lastReconciledStatus().equals(other.lastReconciledStatus());
    }

    private static Snapshot again(Snapshot line, Snapshot seen) {
        return new Snapshot(
                line.digest(),
                line.firstReconciled(),
                seen.lastReconciled(),
                seen.lastReconciledDuration(),
                line.lastReconciledStatus(),
                line.totalReconciliations() + 1,
                seen.metadata());
    }
}
