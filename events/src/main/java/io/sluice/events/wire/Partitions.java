package io.sluice.events.wire;

import io.sluice.events.ResourceKey;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/// Where the records of a unit or source lie: one partition for all its keys (protocol 1).
///
/// @param count of every topic; frozen when the topics are created
public record Partitions(int count) {

    /// The count that topics are created with.
    public static final int DEFAULT = 12;

    public Partitions {
        if (count < 1) {
            throw new IllegalArgumentException("a topic has at least one partition: " + count);
        }
    }

    /// The partition of a unit's (or source's) records, whatever their slot.
    public int of(ResourceKey key) {
        byte[] bytes = key.toString().getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(bytes)) % count;
    }
}
