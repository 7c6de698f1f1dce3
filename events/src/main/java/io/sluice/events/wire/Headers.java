package io.sluice.events.wire;

import io.sluice.events.Cause;
import io.sluice.events.Context;
import io.sluice.events.Head;
import io.sluice.events.Producer;
import io.sluice.events.RecordKey;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import io.sluice.events.SourceReference;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A head as text headers and back: CloudEvents 1.0 in binary mode, and our own `sluice_*`.
final class Headers {

    static final String SIGNATURE = "sluice_hmac";

    private static final String ID = "ce_id";
    private static final String TYPE = "ce_type";
    private static final String SUBJECT = "ce_subject";
    private static final String SOURCE = "ce_source";
    private static final String TIME = "ce_time";
    private static final String SPEC_VERSION = "ce_specversion";
    private static final String CONTENT_TYPE = "content-type";
    private static final String TRACEPARENT = "traceparent";
    private static final String CAUSATION = "sluice_causation";
    private static final String UID = "sluice_uid";
    private static final String GENERATION = "sluice_generation";
    private static final String REQUEST = "sluice_request";
    private static final String CAUSE = "sluice_cause";
    private static final String REQUESTED_AT = "sluice_requestedat";
    private static final String UNIT_SOURCE = "sluice_source";
    private static final String UNIT_SOURCE_UID = "sluice_sourceuid";
    private static final String ARTIFACT = "sluice_artifact";
    private static final String REVISION = "sluice_revision";
    private static final String ORIGIN_REVISION = "sluice_originrevision";
    private static final String COMMIT = "sluice_commit";
    private static final String DIGEST = "sluice_digest";
    private static final String INPUTS_DIGEST = "sluice_inputsdigest";

    private Headers() {}

    static SortedMap<String, String> write(Head head) {
        SortedMap<String, String> headers = new TreeMap<>();
        headers.put(ID, head.id());
        headers.put(TYPE, head.type());
        headers.put(SUBJECT, head.key().toString());
        headers.put(SOURCE, head.producer().toString());
        headers.put(TIME, head.time().toString());
        headers.put(SPEC_VERSION, "1.0");
        headers.put(CONTENT_TYPE, "application/json");
        put(headers, TRACEPARENT, head.traceparent());
        put(headers, CAUSATION, head.causation());
        put(headers, DIGEST, head.digest());
        put(headers, INPUTS_DIGEST, head.inputsDigest());
        Context context = head.context();
        headers.put(UID, context.uid());
        headers.put(GENERATION, Long.toString(context.generation()));
        headers.put(REQUEST, context.request().toString());
        headers.put(CAUSE, context.cause().name());
        put(headers, REQUESTED_AT, context.requestedAt());
        SourceReference source = context.source();
        if (source != null) {
            headers.put(UNIT_SOURCE, source.key().toString());
            headers.put(UNIT_SOURCE_UID, source.uid());
        }
        put(headers, ARTIFACT, context.artifactDigest());
        put(headers, REVISION, context.revision());
        put(headers, ORIGIN_REVISION, context.originRevision());
        put(headers, COMMIT, context.commit());
        return headers;
    }

    /// @throws IllegalArgumentException if a header is missing or has another form
    static Head read(Map<String, String> headers) {
        return new Head(
                need(headers, ID),
                need(headers, TYPE),
                RecordKey.parse(need(headers, SUBJECT)),
                Producer.parse(need(headers, SOURCE)),
                Instant.parse(need(headers, TIME)),
                headers.get(TRACEPARENT),
                headers.get(CAUSATION),
                readContext(headers),
                headers.get(DIGEST),
                headers.get(INPUTS_DIGEST));
    }

    private static Context readContext(Map<String, String> headers) {
        return new Context(
                need(headers, UID),
                Long.parseLong(need(headers, GENERATION)),
                RequestNumber.parse(need(headers, REQUEST)),
                readCause(need(headers, CAUSE)),
                headers.get(REQUESTED_AT),
                readSource(headers),
                headers.get(ARTIFACT),
                headers.get(REVISION),
                headers.get(ORIGIN_REVISION),
                headers.get(COMMIT));
    }

    private static @Nullable SourceReference readSource(Map<String, String> headers) {
        String key = headers.get(UNIT_SOURCE);
        return key == null
                ? null
                : new SourceReference(
                        ResourceKey.parse(key), headers.getOrDefault(UNIT_SOURCE_UID, ""));
    }

    private static Cause readCause(String text) {
        for (Cause cause : Cause.values()) {
            if (cause.name().equals(text)) {
                return cause;
            }
        }
        return Cause.UNKNOWN;
    }

    private static void put(Map<String, String> headers, String name, @Nullable String value) {
        if (value != null) {
            headers.put(name, value);
        }
    }

    private static String need(Map<String, String> headers, String name) {
        String value = headers.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the header " + name + " is missing");
        }
        return value;
    }
}
