package io.sluice.events.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.events.Context;
import io.sluice.events.Envelope;
import io.sluice.events.ResourceKey;
import io.sluice.events.Samples;
import io.sluice.events.Slot;
import io.sluice.events.Tombstone;
import io.sluice.events.UnitWaiting;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class EventCodecTest {

    private static final UnitWaiting WAITING =
            new UnitWaiting("ArtifactFailed", "no source", false);

    private final EventCodec codec = codec("one", Samples.CLUSTER);
    private final Envelope envelope =
            Samples.envelope(Samples.unit("web").slot(Slot.SELF), Samples.context(7, 42), WAITING);

    @Test
    void what_is_written_is_read() {
        assertThat(read(codec, codec.encode(Topic.REQUESTS, envelope))).contains(envelope);
    }

    @Test
    void a_tombstone_keeps_its_head() {
        Envelope tombstone =
                Samples.envelope(
                        Samples.unit("web").slot(Slot.RENDER),
                        Samples.context(7, 43),
                        new Tombstone());
        ProducerRecord<String, byte[]> record = codec.encode(Topic.OUTCOMES, tombstone);
        assertThat(record.value()).isNull();
        assertThat(read(codec, record)).contains(tombstone);
    }

    @Test
    void every_key_of_a_unit_lies_in_the_unit_s_partition() {
        Partitions partitions = new Partitions(12);
        for (int each = 0; each < 100; each++) {
            ResourceKey unit = Samples.unit("unit-" + each);
            for (Slot slot : Slot.values()) {
                Envelope record =
                        Samples.envelope(unit.slot(slot), Samples.context(1, 1), new Tombstone());
                assertThat(codec.encode(Topic.OUTCOMES, record).partition())
                        .isEqualTo(partitions.of(unit));
            }
        }
        assertThat(partitions.of(Samples.unit("web"))).isEqualTo(3);
    }

    @Test
    void a_record_of_another_cluster_is_refused() {
        ProducerRecord<String, byte[]> record = codec.encode(Topic.REQUESTS, envelope);
        assertThat(refusal(codec("one", "another"), record)).contains(Reading.Reason.OTHER_CLUSTER);
    }

    @Test
    void an_unsigned_record_or_one_under_another_key_is_refused() {
        ProducerRecord<String, byte[]> record = codec.encode(Topic.REQUESTS, envelope);
        assertThat(refusal(codec("two", Samples.CLUSTER), record))
                .contains(Reading.Reason.BAD_SIGNATURE);
        record.headers().remove("sluice_hmac");
        assertThat(refusal(codec, record)).contains(Reading.Reason.BAD_SIGNATURE);
    }

    @Test
    void a_changed_body_header_key_or_topic_breaks_the_signature() {
        ProducerRecord<String, byte[]> record = codec.encode(Topic.REQUESTS, envelope);
        byte[] other = "{}".getBytes(StandardCharsets.UTF_8);
        assertThat(refusal(codec, with(record, record.topic(), record.key(), other)))
                .contains(Reading.Reason.BAD_SIGNATURE);
        assertThat(refusal(codec, with(record, "sluice.manifests", record.key(), record.value())))
                .contains(Reading.Reason.BAD_SIGNATURE);
        assertThat(
                        refusal(
                                codec,
                                with(
                                        record,
                                        record.topic(),
                                        "Kustomization/apps/x",
                                        record.value())))
                .contains(Reading.Reason.BAD_SIGNATURE);
        record.headers().remove("sluice_request");
        record.headers().add("sluice_request", "9.9".getBytes(StandardCharsets.UTF_8));
        assertThat(refusal(codec, record)).contains(Reading.Reason.BAD_SIGNATURE);
    }

    @Test
    void what_cannot_be_decoded_is_refused_and_names_its_place() {
        ProducerRecord<String, byte[]> record =
                codec.encode(
                        Topic.OUTCOMES,
                        Samples.envelope(
                                Samples.unit("web").slot(Slot.RENDER),
                                Samples.context(1, 1),
                                WAITING));
        byte[] garbage = "{\"reason\":[".getBytes(StandardCharsets.UTF_8);
        Reading reading =
                codec.decode(consumed(with(record, record.topic(), record.key(), garbage)));
        assertThat(reading).isInstanceOf(Reading.Refused.class);
        assertThat(((Reading.Refused) reading).reason()).isEqualTo(Reading.Reason.UNDECODABLE);
        assertThat(((Reading.Refused) reading).message())
                .startsWith("sluice.outcomes-")
                .contains("Kustomization/apps/web#render");
    }

    @Test
    void a_record_without_a_key_is_refused() {
        ProducerRecord<String, byte[]> record = codec.encode(Topic.REQUESTS, envelope);
        ProducerRecord<String, byte[]> keyless = with(record, record.topic(), null, record.value());
        assertThat(refusal(codec, keyless)).contains(Reading.Reason.UNDECODABLE);
        assertThat(codec.isAuthentic(consumed(keyless))).isFalse();
    }

    @Test
    void a_context_of_everything_survives_the_headers() {
        Context full =
                new Context(
                        "uid",
                        5,
                        Samples.context(3, 9).request(),
                        io.sluice.events.Cause.REQUESTED,
                        "2026-11-01T10:00:00.123456789Z",
                        new io.sluice.events.SourceReference(
                                new ResourceKey("GitRepository", "flux-system", "lab"), "uid-2"),
                        "sha256:abc",
                        "main@sha1:abc",
                        "main@sha1:def",
                        "abc");
        Envelope record = Samples.envelope(Samples.unit("web").slot(Slot.SELF), full, WAITING);
        assertThat(read(codec, codec.encode(Topic.REQUESTS, record))).contains(record);
    }

    @SuppressWarnings("NullAway") // Kafka allows records without a key
    private static ProducerRecord<String, byte[]> with(
            ProducerRecord<String, byte[]> record,
            String topic,
            @Nullable String key,
            byte[] body) {
        return new ProducerRecord<>(topic, record.partition(), key, body, record.headers());
    }

    private static Optional<Envelope> read(
            EventCodec codec, ProducerRecord<String, byte[]> record) {
        return codec.decode(consumed(record)) instanceof Reading.Read read
                ? Optional.of(read.envelope())
                : Optional.empty();
    }

    private static Optional<Reading.Reason> refusal(
            EventCodec codec, ProducerRecord<String, byte[]> record) {
        return codec.decode(consumed(record)) instanceof Reading.Refused refused
                ? Optional.of(refused.reason())
                : Optional.empty();
    }

    static ConsumerRecord<String, byte[]> consumed(ProducerRecord<String, byte[]> record) {
        return new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                17L,
                0L,
                TimestampType.CREATE_TIME,
                0,
                0,
                record.key(),
                record.value(),
                new RecordHeaders(record.headers().toArray()),
                Optional.empty());
    }

    private static EventCodec codec(String keyId, String cluster) {
        byte[] key = keyId.repeat(32).substring(0, 32).getBytes(StandardCharsets.UTF_8);
        return new EventCodec(
                "sluice",
                new Partitions(12),
                cluster,
                new SigningKeys(keyId, new TreeMap<>(Map.of(keyId, key))));
    }
}
