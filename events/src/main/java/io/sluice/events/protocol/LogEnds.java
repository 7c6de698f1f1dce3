package io.sluice.events.protocol;

import io.sluice.events.wire.Topic;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The greatest end ever seen of every partition of every topic; an end below it means that the
/// log was lost (protocol 5). Kept in memory and, as text, in an annotation of the Lease.
///
/// Not safe for several threads.
public final class LogEnds {

    private final SortedMap<Place, Long> greatest = new TreeMap<>();
    private final SortedMap<Place, Long> acknowledged = new TreeMap<>();

    /// One partition of one topic.
    public record Place(Topic topic, int partition) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byTopic = topic.compareTo(other.topic);
            return byTopic != 0 ? byTopic : Integer.compare(partition, other.partition);
        }
    }

    /// Takes in the ends as the broker tells them now.
    ///
    /// @param ends the end of each partition
    /// @return the first partition, in order, whose end went backwards; empty if none did
    public Optional<Place> observe(Map<Place, Long> ends) {
        Place lost = null;
        for (Map.Entry<Place, Long> entry : new TreeMap<>(ends).entrySet()) {
            long before = greatest.getOrDefault(entry.getKey(), 0L);
            if (entry.getValue() < before && lost == null) {
                lost = entry.getKey();
            }
            greatest.put(entry.getKey(), Math.max(before, entry.getValue()));
        }
        return Optional.ofNullable(lost);
    }

    /// Takes in an acknowledged offset; called in the order of the acknowledgements.
    ///
    /// @return whether the log was lost: the offset is not above the previous one
    public boolean acknowledged(Place place, long offset) {
        Long previous = acknowledged.put(place, offset);
        greatest.merge(place, offset + 1, Math::max);
        return previous != null && offset <= previous;
    }

    /// Starts again after a loss.
    public void forget() {
        greatest.clear();
        acknowledged.clear();
    }

    /// The text for the annotation: `commits:0=12,commits:1=7`.
    public String write() {
        StringBuilder text = new StringBuilder();
        greatest.forEach(
                (place, end) ->
                        text.append(text.isEmpty() ? "" : ",")
                                .append(place.topic().suffix())
                                .append(':')
                                .append(place.partition())
                                .append('=')
                                .append(end));
        return text.toString();
    }

    /// Reads the text of the annotation; what cannot be read is left out, since too little is safe.
    public static LogEnds read(@Nullable String text) {
        LogEnds ends = new LogEnds();
        if (text == null || text.isEmpty()) {
            return ends;
        }
        for (String entry : text.split(",", -1)) {
            String[] parts = entry.split("[:=]", -1);
            if (parts.length == 3) {
                ends.read(parts[0], parts[1], parts[2]);
            }
        }
        return ends;
    }

    private void read(String suffix, String partition, String end) {
        for (Topic topic : Topic.values()) {
            if (topic.suffix().equals(suffix)
                    && partition.matches("[0-9]{1,5}")
                    && end.matches("[0-9]{1,18}")) {
                greatest.put(new Place(topic, Integer.parseInt(partition)), Long.parseLong(end));
            }
        }
    }
}
