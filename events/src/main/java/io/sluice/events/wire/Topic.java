package io.sluice.events.wire;

import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/// The topics, with the settings they must have. Frozen: names, cleanup, signing.
public enum Topic {
    COMMITS("commits", Cleanup.COMPACT, Duration.ofDays(90), false),
    REQUESTS("requests", Cleanup.DELETE, Duration.ofDays(7), true),
    MANIFESTS("manifests", Cleanup.COMPACT, Duration.ofHours(24), true),
    OUTCOMES("outcomes", Cleanup.COMPACT, Duration.ofDays(90), false),
    DRIFT("drift", Cleanup.DELETE, Duration.ofDays(90), false),
    DEAD_LETTERS("dead-letters", Cleanup.DELETE, Duration.ofDays(90), false);

    /// The greatest record on the wire, bytes.
    public static final int MAX_RECORD_BYTES = 16 * 1024 * 1024;

    private final String suffix;
    private final Cleanup cleanup;
    private final Duration period;
    private final boolean signed;

    Topic(String suffix, Cleanup cleanup, Duration period, boolean signed) {
        this.suffix = suffix;
        this.cleanup = cleanup;
        this.period = period;
        this.signed = signed;
    }

    /// How old records leave a topic.
    public enum Cleanup {
        /// The newest record of each key stays for ever.
        COMPACT("compact"),
        /// Records leave when they are old.
        DELETE("delete");

        private final String setting;

        Cleanup(String setting) {
            this.setting = setting;
        }

        /// The value of `cleanup.policy`.
        public String setting() {
            return setting;
        }
    }

    /// The topic's name under a prefix, for example `sluice.commits`.
    public String under(String prefix) {
        return prefix + "." + suffix;
    }

    /// The part of the name after the prefix.
    public String suffix() {
        return suffix;
    }

    /// How old records leave.
    public Cleanup cleanup() {
        return cleanup;
    }

    /// Whether every record must carry a valid signature (protocol 1).
    public boolean isSigned() {
        return signed;
    }

    /// The topic settings to create it with, and to compare with.
    public SortedMap<String, String> settings() {
        SortedMap<String, String> settings = new TreeMap<>();
        settings.put("cleanup.policy", cleanup.setting());
        settings.put("compression.type", "zstd");
        settings.put("max.message.bytes", String.valueOf(MAX_RECORD_BYTES + 64 * 1024));
        String key =
                switch (cleanup) {
                    case COMPACT -> "min.compaction.lag.ms";
                    case DELETE -> "retention.ms";
                };
        settings.put(key, String.valueOf(period.toMillis()));
        return settings;
    }

    /// The topic with this full name.
    ///
    /// @throws IllegalArgumentException if the name is not one of ours under this prefix
    public static Topic named(String prefix, String name) {
        for (Topic topic : values()) {
            if (topic.under(prefix).equals(name)) {
                return topic;
            }
        }
        throw new IllegalArgumentException("not a topic under " + prefix + ": " + name);
    }
}
