package io.sluice.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Everything about a record but its body; readable without parsing the body.
///
/// @param id a ULID, unique for all time
/// @param type `io.sluice.<noun>.<verb>.v1`
/// @param key of the record
/// @param producer who wrote it: `<cluster uid>/<service>`
/// @param time when it was written
/// @param traceparent W3C trace context
/// @param causation id of the record that led to this one
/// @param context the unit's and the request's part
/// @param digest of the manifests (records of `manifests` only)
/// @param inputsDigest of the build's inputs (records of `manifests` only)
public record Head(
        String id,
        String type,
        RecordKey key,
        Producer producer,
        Instant time,
        @Nullable String traceparent,
        @Nullable String causation,
        Context context,
        @Nullable String digest,
        @Nullable String inputsDigest) {

    /// The unit or source the record is about.
    public ResourceKey resource() {
        return key.resource();
    }

    /// The number of the request the record belongs to.
    public RequestNumber request() {
        return context.request();
    }

    /// The same head in another trace.
    ///
    /// @param other null for none
    public Head withTraceparent(@Nullable String other) {
        return new Head(
                id, type, key, producer, time, other, causation, context, digest, inputsDigest);
    }
}
