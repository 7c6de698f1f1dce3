package io.sluice.events.wire;

import io.sluice.events.Envelope;
import io.sluice.events.Event;
import io.sluice.events.EventType;
import io.sluice.events.Head;
import io.sluice.events.Tombstone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// Envelopes to Kafka records and back; the only place that knows the wire.
///
/// @param prefix of the topics
/// @param partitions of every topic
/// @param clusterUid records of other clusters are refused
/// @param signingKeys null in the status-projector, which reads but never verifies or signs
public record EventCodec(
        String prefix,
        Partitions partitions,
        String clusterUid,
        @Nullable SigningKeys signingKeys) {

    /// The record of an envelope, in its resource's partition.
    public ProducerRecord<String, byte[]> encode(Topic topic, Envelope envelope) {
        return encode(topic, envelope, partitions.of(envelope.resource()));
    }

    /// The record of an envelope in a given partition; only for records that belong to no resource.
    public ProducerRecord<String, byte[]> encode(Topic topic, Envelope envelope, int partition) {
        SortedMap<String, String> headers = Headers.write(envelope.head());
        byte @Nullable [] body =
                switch (envelope.event()) {
                    case Tombstone _ -> null;
                    case Event event -> EventJson.write(event);
                };
        String key = envelope.head().key().toString();
        if (topic.isSigned()) {
            if (signingKeys == null) {
                throw new IllegalStateException("no signing key for " + topic.under(prefix));
            }
            headers.put(
                    Headers.SIGNATURE, signingKeys.sign(signedParts(topic, key, headers, body)));
        }
        ProducerRecord<String, byte[]> record = record(topic.under(prefix), partition, key, body);
        headers.forEach(
                (name, value) ->
                        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    @SuppressWarnings("NullAway") // Kafka's own type for a tombstone is a null value
    private static ProducerRecord<String, byte[]> record(
            String topic, int partition, String key, byte @Nullable [] body) {
        return new ProducerRecord<>(topic, partition, key, body);
    }

    /// The record that puts another one aside: its key, partition and headers, and the reason.
    public ProducerRecord<String, byte[]> deadLetter(
            ConsumerRecord<String, byte[]> record, String reason, boolean withBody) {
        ProducerRecord<String, byte[]> aside =
                record(
                        Topic.DEAD_LETTERS.under(prefix),
                        record.partition(),
                        record.key(),
                        withBody ? record.value() : null);
        record.headers().forEach(aside.headers()::add);
        aside.headers().add("sluice_topic", record.topic().getBytes(StandardCharsets.UTF_8));
        aside.headers().add("sluice_reason", reason.getBytes(StandardCharsets.UTF_8));
        return aside;
    }

    /// Reads a record: signature, cluster, headers, body.
    public Reading decode(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null) {
            return refused(record, Reading.Reason.UNDECODABLE, "no key");
        }
        SortedMap<String, String> headers = headersOf(record);
        byte @Nullable [] body = record.value();
        if (!isSignedRightly(record, headers)) {
            return refused(record, Reading.Reason.BAD_SIGNATURE, "signature missing or wrong");
        }
        try {
            Head head = Headers.read(headers);
            if (!head.producer().clusterUid().equals(clusterUid)) {
                return refused(
                        record,
                        Reading.Reason.OTHER_CLUSTER,
                        "written by cluster " + head.producer().clusterUid());
            }
            if (!head.key().toString().equals(record.key())) {
                return refused(record, Reading.Reason.UNDECODABLE, "subject and key differ");
            }
            return new Reading.Read(new Envelope(head, readBody(head, body)));
        } catch (IOException | IllegalArgumentException e) {
            return refused(record, Reading.Reason.UNDECODABLE, String.valueOf(e.getMessage()));
        }
    }

    /// Whether signature and cluster are right, so that the headers may be believed; the body is
    /// not parsed.
    public boolean isAuthentic(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null) {
            return false;
        }
        SortedMap<String, String> headers = headersOf(record);
        try {
            return isSignedRightly(record, headers)
                    && Headers.read(headers).producer().clusterUid().equals(clusterUid);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private boolean isSignedRightly(
            ConsumerRecord<String, byte[]> record, SortedMap<String, String> headers) {
        Topic topic = Topic.named(prefix, record.topic());
        if (!topic.isSigned() || signingKeys == null) {
            return true;
        }
        String signature = headers.get(Headers.SIGNATURE);
        return signature != null
                && signingKeys.verify(
                        signature, signedParts(topic, record.key(), headers, record.value()));
    }

    /// Reads only the headers, unverified; for who does not need the body.
    ///
    /// @throws IllegalArgumentException if they cannot be read
    public Head decodeHead(ConsumerRecord<String, byte[]> record) {
        return Headers.read(headersOf(record));
    }

    private static Event readBody(Head head, byte @Nullable [] body) throws IOException {
        if (body == null) {
            return new Tombstone();
        }
        return EventJson.read(body, EventType.named(head.type()).eventClass());
    }

    private static Reading refused(
            ConsumerRecord<String, byte[]> record, Reading.Reason reason, String why) {
        return new Reading.Refused(
                reason,
                "%s-%d@%d (%s): %s"
                        .formatted(
                                record.topic(),
                                record.partition(),
                                record.offset(),
                                record.key(),
                                why));
    }

    private static SortedMap<String, String> headersOf(ConsumerRecord<String, byte[]> record) {
        SortedMap<String, String> headers = new TreeMap<>();
        for (Header header : record.headers()) {
            byte[] value = header.value();
            if (value != null) {
                headers.put(header.key(), new String(value, StandardCharsets.UTF_8));
            }
        }
        return headers;
    }

    private List<byte[]> signedParts(
            Topic topic, String key, Map<String, String> headers, byte @Nullable [] body) {
        List<byte[]> parts = new ArrayList<>();
        parts.add(topic.under(prefix).getBytes(StandardCharsets.UTF_8));
        parts.add(key.getBytes(StandardCharsets.UTF_8));
        headers.forEach(
                (name, value) -> {
                    boolean ours = name.startsWith("ce_") || name.startsWith("sluice_");
                    if (ours && !name.equals(Headers.SIGNATURE)) {
                        parts.add(name.getBytes(StandardCharsets.UTF_8));
                        parts.add(value.getBytes(StandardCharsets.UTF_8));
                    }
                });
        parts.add(body == null ? new byte[0] : body);
        return parts;
    }
}
