package io.sluice.kustomize.merge;

import io.sluice.kustomize.schema.TypeSchema;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.ScalarNode;
import org.jspecify.annotations.Nullable;

/// Remembers which parts of objects a merge walked without a patch and left as they were. To walk such
/// a part again would change nothing, as long as nothing but merges with this memory changes objects:
/// a merge that changes a part walks through all that it is in, and forgets those.
///
/// Not remembered is what lies in the `metadata` of an object, where names and history are noted beside
/// merges.
final class Settled {

    /// The time between two changes by something else.
    private static final class Run {}

    /// Belongs to all nodes that were left as they were in one run, each under one schema.
    private record Mark(Run run, @Nullable TypeSchema schema) {}

    private Run run = new Run();
    private long changes;
    private int metadata;

    /// Forgets all, because something else changes objects.
    void forget() {
        run = new Run();
    }

    /// Notes that a part was changed that no patch touches, or may be changed from elsewhere.
    void changed() {
        changes++;
    }

    /// How many changes there were.
    long changes() {
        return changes;
    }

    /// Comes into the metadata of an object, or leaves it.
    void metadata(int steps) {
        metadata += steps;
    }

    /// Whether a walk without a patch would change nothing.
    boolean is(Node node, @Nullable TypeSchema schema) {
        return node.settled() instanceof Mark mark && mark.run == run && mark.schema == schema;
    }

    /// Notes whether a walk left a node as it was.
    void note(Node node, @Nullable TypeSchema schema, boolean unchanged) {
        if (!(node instanceof ScalarNode)) {
            node.settled(unchanged && metadata == 0 ? new Mark(run, schema) : null);
        }
    }
}
