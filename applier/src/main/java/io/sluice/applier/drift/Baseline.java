package io.sluice.applier.drift;

/// What an object was when we last wrote it, or found it as if we had.
///
/// @param digest of the desired object it was made from
/// @param uid of the live object
/// @param resourceVersion of the live object; events up to it are ours
/// @param fingerprint of our values
/// @param stamp that it carried
/// @param authors who had written it
public record Baseline(
        String digest,
        String uid,
        String resourceVersion,
        Fingerprint fingerprint,
        Seen.Stamp stamp,
        Authors authors) {

    /// Whether our stamp was on the object.
    public boolean isStamped() {
        return stamp.isPresent();
    }

    /// The object as it was.
    public Known known() {
        return new Known(uid, fingerprint, authors);
    }

    /// The baseline that a live object makes.
    public static Baseline of(String digest, Seen live) {
        return of(digest, live, live.fingerprint());
    }

    /// The baseline that a live object makes of which only a part counts.
    ///
    /// @param fingerprint of that part
    public static Baseline of(String digest, Seen live, Fingerprint fingerprint) {
        return new Baseline(
                digest,
                live.uid(),
                live.resourceVersion(),
                fingerprint,
                live.stamp(),
                live.authors());
    }
}
