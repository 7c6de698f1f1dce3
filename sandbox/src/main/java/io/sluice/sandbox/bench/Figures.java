package io.sluice.sandbox.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Durations that were measured, and what is said of them.
final class Figures {

    private final List<Long> nanos = new ArrayList<>();

    void add(Duration duration) {
        nanos.add(duration.toNanos());
    }

    /// `0.123 s`, the value below which this share of the measurements lies.
    String percentile(int percent) {
        if (nanos.isEmpty()) {
            return "none";
        }
        List<Long> sorted = nanos.stream().sorted().toList();
        int index = (int) Math.ceil(percent / 100.0 * sorted.size()) - 1;
        return "%.3f s".formatted(sorted.get(Math.max(0, index)) / 1e9);
    }

    long median() {
        return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElse(0L);
    }

    /// Median, 95th percentile, smallest and greatest.
    String summary() {
        return "p50 %s, p95 %s (%s to %s, n=%d)"
                .formatted(
                        percentile(50),
                        percentile(95),
                        percentile(0),
                        percentile(100),
                        nanos.size());
    }
}
