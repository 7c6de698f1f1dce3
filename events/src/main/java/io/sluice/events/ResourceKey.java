package io.sluice.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;

/// Names a unit or a source: `<Kind>/<namespace>/<name>` on the wire (protocol 1).
///
/// @param kind for example `Kustomization` or `GitRepository`
/// @param namespace of the resource
/// @param name of the resource
public record ResourceKey(String kind, String namespace, String name)
        implements Comparable<ResourceKey> {

    private static final Comparator<ResourceKey> ORDER =
            Comparator.comparing(ResourceKey::kind)
                    .thenComparing(ResourceKey::namespace)
                    .thenComparing(ResourceKey::name);

    /// Reads the wire form.
    ///
    /// @throws IllegalArgumentException if the text is not three parts divided by slashes
    @JsonCreator
    public static ResourceKey parse(String text) {
        int first = text.indexOf('/');
        int second = text.indexOf('/', first + 1);
        if (first < 1 || second < 0 || text.indexOf('/', second + 1) >= 0) {
            throw new IllegalArgumentException("not <Kind>/<namespace>/<name>: " + text);
        }
        return new ResourceKey(
                text.substring(0, first),
                text.substring(first + 1, second),
                text.substring(second + 1));
    }

    /// The key of one of this resource's records.
    public RecordKey slot(Slot slot) {
        return new RecordKey(this, slot);
    }

    @Override
    public int compareTo(ResourceKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    @JsonValue
    public String toString() {
        return kind + "/" + namespace + "/" + name;
    }
}
