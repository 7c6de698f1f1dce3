package io.sluice.sandbox.node;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which lines of a log are asked for.
///
/// @param follow whether lines that come later are wanted, too
/// @param last how many of the last lines; empty for all
/// @param since the time of the first one
record LogQuery(boolean follow, Optional<Integer> last, Instant since) {

    private static final Pattern TIME = Pattern.compile("\"ts\":\"([^\"]+)\"");

    /// Reads the parameters that the API server passes on.
    static LogQuery of(@Nullable String query, Clock clock) {
        var parameters = new TreeMap<String, String>();
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        Instant since =
                Optional.ofNullable(parameters.get("sinceSeconds"))
                        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                        .map(clock.instant()::minus)
                        .or(
                                () ->
                                        Optional.ofNullable(parameters.get("sinceTime"))
                                                .map(Instant::parse))
                        .orElse(Instant.MIN);
        return new LogQuery(
                "true".equals(parameters.get("follow")),
                Optional.ofNullable(parameters.get("tailLines")).map(Integer::valueOf),
                since);
    }

    /// Those of the lines; one without a time belongs to the line before it.
    List<String> select(List<String> lines) {
        int first = 0;
        while (first < lines.size() && timeOf(lines.get(first)).isBefore(since)) {
            first++;
        }
        List<String> recent = lines.subList(first, lines.size());
        int skipped = last.map(count -> Math.max(0, recent.size() - count)).orElse(0);
        return recent.subList(skipped, recent.size());
    }

    private static Instant timeOf(String line) {
        Matcher time = TIME.matcher(line);
        try {
            return time.find() ? Instant.parse(time.group(1)) : Instant.MIN;
        } catch (DateTimeParseException _) {
            return Instant.MIN;
        }
    }
}
