package io.sluice.applier.drift;

/// What an object was when we last wrote it, or found it as if we had.
///
/// @param digest of the desired object it was made from
/// @param uid of the live object
/// @param resourceVersion of the live object; events up to it are ours
/// @param fingerprint of our values
public record Baseline(String digest, String uid, String resourceVersion, Fingerprint fingerprint) {

    private static final String STAMP =
            "/metadata/annotations/" + SeenReader.DIGEST_STAMP.replace("/", "~1");

    /// Whether our stamp was on the object.
    public boolean isStamped() {
        return fingerprint.values().containsKey(STAMP);
    }

    /// The baseline that a live object makes.
    public static Baseline of(String digest, Seen live) {
        return new Baseline(digest, live.uid(), live.resourceVersion(), live.fingerprint());
    }
}
