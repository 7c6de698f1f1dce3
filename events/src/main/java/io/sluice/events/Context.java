package io.sluice.events;

import org.jspecify.annotations.Nullable;

/// What every record says about the resource and the request it belongs to; travels in headers.
///
/// @param uid of the unit's (or source's) resource when the request was made
/// @param generation its `metadata.generation` then
/// @param request the number of the request this record belongs to
/// @param cause why the request was made
/// @param requestedAt the annotation as read when the request was made, whatever the cause
/// @param source of a unit; null in records of sources
/// @param artifactDigest `sha256:…` of the artifact
/// @param revision of the artifact, in Flux's grammar (`main@sha1:…`)
/// @param originRevision revision of the origin, when the artifact was made from another
/// @param commit the full hash of the Git commit, if the revision is one
public record Context(
        String uid,
        long generation,
        RequestNumber request,
        Cause cause,
        @Nullable String requestedAt,
        @Nullable SourceReference source,
        @Nullable String artifactDigest,
        @Nullable String revision,
        @Nullable String originRevision,
        @Nullable String commit) {

    /// A context of which only identity and request are known.
    public static Context of(String uid, long generation, RequestNumber request, Cause cause) {
        return new Context(uid, generation, request, cause, null, null, null, null, null, null);
    }

    /// The same context under another request number.
    public Context withRequest(RequestNumber other) {
        return new Context(
                uid,
                generation,
                other,
                cause,
                requestedAt,
                source,
                artifactDigest,
                revision,
                originRevision,
                commit);
    }
}
