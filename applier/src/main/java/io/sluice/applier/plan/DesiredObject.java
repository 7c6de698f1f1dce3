package io.sluice.applier.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.api.kustomize.ObjectSwitches;
import io.sluice.applier.drift.Baseline;
import io.sluice.applier.drift.IgnoredPaths;
import io.sluice.applier.drift.Seen;
import io.sluice.applier.drift.SeenReader;
import io.sluice.events.ObjectId;
import org.jspecify.annotations.Nullable;

/// An object as it is to be sent to the API server, but for the stamps.
///
/// @param id with the namespace it ends up in
/// @param digest of its content
/// @param file it is declared in, if known
/// @param secret whether its values must not appear anywhere
/// @param body with owner labels; never changed after it is made
/// @param ignored what of it is left to others
public record DesiredObject(
        ObjectId id,
        String digest,
        @Nullable String file,
        boolean secret,
        ObjectNode body,
        IgnoredPaths ignored) {

    /// An object that is ours as a whole.
    public DesiredObject(
            ObjectId id, String digest, @Nullable String file, boolean secret, ObjectNode body) {
        this(id, digest, file, secret, body, IgnoredPaths.NONE);
    }

    /// The digest of what is to hold: of the content and, if something is ignored, of that too, as
    /// with other rules the same content is to be applied again.
    public String stamp() {
        return ignored.isEmpty()
                ? digest
                : "%s-ignoring-%08x".formatted(digest, ignored.pointers().hashCode());
    }

    /// The baseline that a live object makes.
    public Baseline baseline(Seen live) {
        return Baseline.of(stamp(), live, ignored.without(live.fingerprint(), body));
    }

    /// Whether a digest is one of this content, whatever is ignored.
    public static boolean isOf(String stamp, String digest) {
        return stamp.equals(digest) || stamp.startsWith(digest + "-ignoring-");
    }

    /// What the object says about its own handling.
    public ObjectSwitches switches() {
        var metadata = body.path("metadata");
        return ObjectSwitches.of(
                SeenReader.strings(metadata.path("labels")),
                SeenReader.strings(metadata.path("annotations")));
    }

    /// Never the body.
    @Override
    public String toString() {
        return id + " " + digest;
    }
}
