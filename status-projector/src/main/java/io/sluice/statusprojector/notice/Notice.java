package io.sluice.statusprojector.notice;

import io.sluice.events.Context;
import io.sluice.events.ResourceKey;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Something that happened to a unit or source, as users read it in `kubectl get events`.
///
/// @param uid of the resource it happened to
/// @param reason one word, Flux's
/// @param metadata annotations of the Event
/// @param time when it happened
/// @param identity what tells it from everything else that ever happened to the resource: the same
///     fact, read twice, has the same
public record Notice(
        ResourceKey about,
        String uid,
        Level level,
        String reason,
        String message,
        SortedMap<String, String> metadata,
        Instant time,
        List<String> identity) {

    /// Longer messages are cut.
    static final int LONGEST_MESSAGE = 30_000;

    public Notice {
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
        identity = List.copyOf(identity);
        if (message.length() > LONGEST_MESSAGE) {
            message = message.substring(0, LONGEST_MESSAGE) + "\n…";
        }
    }

    /// The type of a Kubernetes Event.
    public enum Level {
        NORMAL("Normal"),
        WARNING("Warning");

        private final String word;

        Level(String word) {
            this.word = word;
        }

        /// As the API server takes it.
        public String word() {
            return word;
        }
    }

    /// A notice about one request: told once, however often its record is read.
    static Notice once(
            Fact fact, Level level, String reason, String message, SortedMap<String, String> more) {
        Context context = fact.context();
        return new Notice(
                fact.about(),
                context.uid(),
                level,
                reason,
                message,
                more,
                fact.time(),
                List.of(context.request().toString(), reason, fact.what()));
    }

    /// A notice about a state: told once however often it is tried again, until the declaration,
    /// the revision or the state is another one or somebody asks.
    ///
    /// @param state what is the same while nothing changes
    static Notice whileItLasts(
            Fact fact,
            Level level,
            String reason,
            String message,
            SortedMap<String, String> more,
            String state) {
        Context context = fact.context();
        return new Notice(
                fact.about(),
                context.uid(),
                level,
                reason,
                message,
                more,
                fact.time(),
                List.of(
                        String.valueOf(context.generation()),
                        String.valueOf(context.revision()),
                        String.valueOf(context.requestedAt()),
                        reason,
                        fact.what(),
                        state));
    }

    /// What a notice tells of.
    ///
    /// @param what kind of fact
    record Fact(ResourceKey about, Context context, Instant time, String what) {}
}
