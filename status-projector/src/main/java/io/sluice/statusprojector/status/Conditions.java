package io.sluice.statusprojector.status;

import io.sluice.api.meta.Condition;
import io.sluice.api.meta.ConditionTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Builds a list of conditions: none but those that are set, in Flux's order, each with the time
/// at which its status became what it is.
final class Conditions {
    private static final Pattern REASON =
            Pattern.compile("^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$");
    private static final int LONGEST_REASON = 1024;
    private static final List<String> FIRST =
            List.of(ConditionTypes.STALLED, ConditionTypes.RECONCILING, ConditionTypes.READY);
    private static final Comparator<Condition> ORDER =
            Comparator.comparingInt(Conditions::weight)
                    .thenComparing(
                            Comparator.comparingLong(Condition::observedGeneration).reversed())
                    .thenComparing(Condition::type);

    private final List<Condition> before;
    private final long generation;
    private final Instant since;
    private final SortedMap<String, Condition> now = new TreeMap<>();

    /// @param before the conditions of the live status
    /// @param generation that the new ones are computed from
    /// @param since when what they say became known
    Conditions(List<Condition> before, long generation, Instant since) {
        this.before = before;
        this.generation = generation;
        this.since = since;
    }

    Conditions set(String type, Condition.Status status, String reason, String message) {
        Instant changed =
                find(before, type)
                        .filter(held -> held.status().equals(status.name()))
                        .map(Condition::lastTransitionTime)
                        .orElse(since);
        now.put(
                type,
                Condition.of(type, status, generation, changed, valid(reason), message.strip()));
        return this;
    }

    /// Leaves a condition as it is, if it is there.
    Conditions keep(String type) {
        find(before, type).ifPresent(held -> now.put(type, held));
        return this;
    }

    List<Condition> list() {
        var list = new ArrayList<>(now.values());
        list.sort(ORDER);
        return List.copyOf(list);
    }

    static Optional<Condition> find(List<Condition> conditions, String type) {
        return conditions.stream().filter(one -> one.type().equals(type)).findFirst();
    }

    private static String valid(String reason) {
        boolean good = reason.length() <= LONGEST_REASON && REASON.matcher(reason).matches();
        return good ? reason : "Failed";
    }

    private static int weight(Condition condition) {
        int place = FIRST.indexOf(condition.type());
        return place < 0 ? FIRST.size() : place;
    }
}
