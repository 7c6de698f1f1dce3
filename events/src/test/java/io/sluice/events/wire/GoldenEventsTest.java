package io.sluice.events.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.events.Envelope;
import io.sluice.events.Event;
import io.sluice.events.EventType;
import io.sluice.events.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One file per event, written once and read for ever: what is on the log today must be readable
/// by every later version. Add files, never change one. `-Dgolden=write` writes what is missing.
final class GoldenEventsTest {

    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private final EventCodec codec =
            new EventCodec(
                    "sluice",
                    new Partitions(12),
                    Samples.CLUSTER,
                    new SigningKeys("a", new TreeMap<>(Map.of("a", new byte[32]))));

    @ParameterizedTest
    @EnumSource(EventType.class)
    void is_written_as_before(EventType type) throws IOException {
        Path file = FOLDER.resolve(type.name().toLowerCase(java.util.Locale.ROOT) + ".json");
        JsonNode written = json(codec.encode(GoldenEvents.topic(type), envelope(type)));
        if (!Files.exists(file) && "write".equals(System.getProperty("golden"))) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, written.toPrettyString() + "\n");
        }
        JsonNode golden = EventJson.mapper().readTree(Files.readString(file));
        assertThat(written.toPrettyString()).isEqualTo(golden.toPrettyString());
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void is_read_as_before(EventType type) throws IOException {
        Path file = FOLDER.resolve(type.name().toLowerCase(java.util.Locale.ROOT) + ".json");
        JsonNode golden = EventJson.mapper().readTree(Files.readString(file));
        assertThat(codec.decode(EventCodecTest.consumed(record(golden))))
                .isEqualTo(new Reading.Read(envelope(type)));
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void survives_a_property_of_a_later_version(EventType type) throws IOException {
        Event event = GoldenEvents.event(type);
        if (EventJson.mapper().valueToTree(event) instanceof ObjectNode body) {
            body.put("aPropertyOfTheFuture", 1);
            assertThat(EventJson.read(EventJson.write(body), type.eventClass())).isEqualTo(event);
        }
    }

    private static Envelope envelope(EventType type) {
        return Samples.envelope(
                GoldenEvents.key(type), GoldenEvents.CONTEXT, GoldenEvents.event(type));
    }

    private static JsonNode json(ProducerRecord<String, byte[]> record) throws IOException {
        ObjectNode json = EventJson.mapper().createObjectNode();
        json.put("topic", record.topic());
        json.put("partition", record.partition());
        json.put("key", record.key());
        ObjectNode headers = json.putObject("headers");
        record.headers()
                .forEach(
                        header ->
                                headers.put(
                                        header.key(),
                                        new String(header.value(), StandardCharsets.UTF_8)));
        json.set(
                "body",
                record.value() == null
                        ? EventJson.mapper().nullNode()
                        : EventJson.mapper().readTree(record.value()));
        return json;
    }

    @SuppressWarnings("NullAway") // a tombstone's value is null
    private static ProducerRecord<String, byte[]> record(JsonNode golden) {
        var headers = new RecordHeaders();
        golden.path("headers")
                .properties()
                .forEach(
                        header ->
                                headers.add(
                                        header.getKey(),
                                        header.getValue()
                                                .asText()
                                                .getBytes(StandardCharsets.UTF_8)));
        return new ProducerRecord<>(
                golden.path("topic").asText(),
                golden.path("partition").asInt(),
                golden.path("key").asText(),
                golden.path("body").isNull() ? null : EventJson.write(golden.path("body")),
                headers);
    }
}
