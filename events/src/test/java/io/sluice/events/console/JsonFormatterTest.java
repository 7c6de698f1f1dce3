package io.sluice.events.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.events.RecordKey;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.junit.jupiter.api.Test;

/// Reads lines as `flux logs` of v2.9.4 does: by its keys, and into its own form.
final class JsonFormatterTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ResourceKey UNIT = new ResourceKey("Kustomization", "flux-system", "web");
    private static final RequestNumber REQUEST = new RequestNumber(7, 3);
    private static final String LONG_LINE = "é\n".repeat(200_000);

    /// The longest line that `flux logs` reads; it stops at a longer one without a word.
    private static final int SCANNED = 64 * 1024;

    @Test
    void a_line_about_a_unit_carries_every_key_that_flux_logs_reads() {
        ExtLogRecord record = record(Level.INFO, "Applied: unit=%s request=%s revision=%s");
        record.setParameters(new Object[] {UNIT, REQUEST, "main@sha1:abc"});

        JsonNode line = read(record);

        assertThat(line.path("level").asText()).isEqualTo("info");
        assertThat(line.path("ts").asText()).isEqualTo("2026-11-25T08:09:10.120Z");
        assertThat(line.path("logger").asText()).isEqualTo("io.sluice.applier.Unit");
        assertThat(line.path("controllerKind").asText()).isEqualTo("Kustomization");
        assertThat(line.path("name").asText()).isEqualTo("web");
        assertThat(line.path("namespace").asText()).isEqualTo("flux-system");
        assertThat(asFluxPrints(line))
                .isEqualTo(
                        "2026-11-25T08:09:10.120Z info Kustomization/web.flux-system - Applied:"
                                + " unit=Kustomization/flux-system/web request=7.3"
                                + " revision=main@sha1:abc ");
    }

    @Test
    void it_carries_what_queries_of_fluxs_logs_use() {
        ExtLogRecord record =
                record(Level.INFO, "Applied: unit=%s request=%s revision=%s cause=%s");
        record.setParameters(new Object[] {UNIT, REQUEST, "main@sha1:abc", "COMMIT"});

        JsonNode line = read(record);

        assertThat(line.path("controller").asText()).isEqualTo("kustomization");
        assertThat(line.path("controllerGroup").asText()).isEqualTo("kustomize.toolkit.fluxcd.io");
        assertThat(line.at("/Kustomization/name").asText()).isEqualTo("web");
        assertThat(line.at("/Kustomization/namespace").asText()).isEqualTo("flux-system");
        assertThat(line.path("reconcileID").asText()).isEqualTo("7.3");
        assertThat(line.path("revision").asText()).isEqualTo("main@sha1:abc");
        assertThat(line.path("cause").asText()).isEqualTo("COMMIT");
    }

    @Test
    void a_key_of_a_record_names_its_resource() {
        ExtLogRecord record = record(Level.INFO, "not delivered: %s");
        record.setParameters(new Object[] {new RecordKey(UNIT, Slot.HEALTH)});

        assertThat(read(record).path("name").asText()).isEqualTo("web");
    }

    @Test
    void a_line_about_no_resource_has_no_kind() {
        assertThat(asFluxPrints(read(record(Level.INFO, "leading"))))
                .isEqualTo("2026-11-25T08:09:10.120Z info  - leading ");
    }

    @Test
    void a_failure_is_the_error_of_the_line() {
        ExtLogRecord record = record(Level.SEVERE, "leading ended");
        record.setThrown(new IllegalStateException("the Lease is gone"));

        JsonNode line = read(record);

        assertThat(line.path("level").asText()).isEqualTo("error");
        assertThat(line.path("error").asText())
                .isEqualTo("java.lang.IllegalStateException: the Lease is gone");
        assertThat(line.path("stacktrace").asText()).contains("JsonFormatterTest");
    }

    @Test
    void levels_are_those_that_flux_knows() {
        assertThat(read(record(Level.WARNING, "refused")).path("level").asText())
                .isEqualTo("error");
        assertThat(read(record(Level.FINE, "rests")).path("level").asText()).isEqualTo("debug");
        assertThat(read(record(Level.FINEST, "beats")).path("level").asText()).isEqualTo("trace");
        ExtLogRecord foreign = record(Level.WARNING, "unknown setting");
        foreign.setLoggerName("org.apache.kafka.clients.producer.ProducerConfig");
        assertThat(read(foreign).path("level").asText()).isEqualTo("info");
    }

    @Test
    void no_line_is_longer_than_flux_logs_reads() {
        ExtLogRecord record = record(Level.SEVERE, "%s");
        record.setParameters(new Object[] {LONG_LINE});
        record.setThrown(new IllegalStateException(LONG_LINE));

        String line = new JsonFormatter().format(record);

        assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThan(SCANNED);
        assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
    }

    private static ExtLogRecord record(Level level, String message) {
        var record =
                new ExtLogRecord(
                        level, message, FormatStyle.PRINTF, JsonFormatterTest.class.getName());
        record.setLoggerName("io.sluice.applier.Unit");
        record.setInstant(Instant.parse("2026-11-25T08:09:10.12Z"));
        return record;
    }

    private static JsonNode read(ExtLogRecord record) {
        try {
            return JSON.readTree(new JsonFormatter().format(record));
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + e.getMessage(), e);
        }
    }

    /// The form of `flux logs`; a key that is absent prints as nothing.
    private static String asFluxPrints(JsonNode line) {
        String kind =
                line.has("reconciler kind")
                        ? line.path("reconciler kind").asText()
                        : line.path("controllerKind").asText();
        String subject =
                line.has("name")
                        ? "/" + line.path("name").asText() + "." + line.path("namespace").asText()
                        : "";
        return "%s %s %s%s - %s %s"
                .formatted(
                        line.path("ts").asText(),
                        line.path("level").asText(),
                        kind,
                        subject,
                        line.path("msg").asText(),
                        line.path("error").asText());
    }
}
