package io.sluice.applier.drift;

import io.sluice.api.kustomize.ObjectSwitches;
import io.sluice.api.kustomize.OwnerLabels;
import io.sluice.applier.health.ObjectHealth;
import io.sluice.events.ObjectId;
import io.sluice.events.ResourceKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is kept of a live object.
///
/// @param id of the object
/// @param uid of the object
/// @param resourceVersion as seen
/// @param deleting whether it has a deletion timestamp
/// @param owner the unit its owner labels name
/// @param stamp our annotations
/// @param switches what the object says about its own handling
/// @param fields the `fieldsV1` of our Apply entry, as compact JSON; null if there is none
/// @param fingerprint of the values that are ours
/// @param authors who wrote it
/// @param traces of others that may be leftovers ([Leftovers])
/// @param health by the object's own status
public record Seen(
        ObjectId id,
        String uid,
        String resourceVersion,
        boolean deleting,
        @Nullable ResourceKey owner,
        Stamp stamp,
        ObjectSwitches switches,
        @Nullable String fields,
        Fingerprint fingerprint,
        Authors authors,
        List<String> traces,
        ObjectHealth health) {

    public Seen {
        traces = List.copyOf(traces);
    }

    /// Our annotations on a live object.
    ///
    /// @param revision null if it is not stamped
    /// @param digest null if it is not stamped
    public record Stamp(@Nullable String revision, @Nullable String digest) {

        /// No stamp.
        public static final Stamp NONE = new Stamp(null, null);

        /// Whether it is there.
        public boolean isPresent() {
            return digest != null;
        }
    }

    /// Whether its owner's label was applied under our manager's name, not edited by somebody.
    public boolean isOwnedByApply() {
        return fields != null && fields.contains("\"f:" + OwnerLabels.NAME + "\"");
    }

    /// The object as it was seen.
    public Known known() {
        return new Known(uid, fingerprint, authors);
    }

    /// The same with another, equal fingerprint, so that equal ones are kept once.
    public Seen sharing(Fingerprint equal) {
        return new Seen(
                id,
                uid,
                resourceVersion,
                deleting,
                owner,
                stamp,
                switches,
                fields,
                equal,
                authors,
                traces,
                health);
    }

    /// Whether this was seen later than the other; what cannot be compared counts as later.
    public boolean isAfter(String otherVersion) {
        return compareVersions(resourceVersion, otherVersion) > 0;
    }

    /// Compares resource versions, which are numbers that grow.
    public static int compareVersions(String one, String other) {
        if (one.equals(other)) {
            return 0;
        }
        int byLength = Integer.compare(one.length(), other.length());
        return byLength != 0 ? byLength : one.compareTo(other);
    }
}
