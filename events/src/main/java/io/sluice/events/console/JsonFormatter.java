package io.sluice.events.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.events.ResourceKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;

/// One line of JSON per record, as Flux's controllers write them and `flux logs` reads them.
///
/// Flux knows no warnings: ours become errors, because who looks for errors must see them; those of
/// libraries become information. `flux logs` stops at a line of 64 KiB, so texts are clipped.
public final class JsonFormatter extends ExtFormatter {

    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final Pattern PAIR =
            Pattern.compile("(?:^|\\s)(revision|cause)=(?!null\\b)(\\S+)");
    private static final String OURS = "io.sluice.";
    private static final int LONGEST_MESSAGE = 8_000;
    private static final int LONGEST_ERROR = 2_000;
    private static final int LONGEST_STACK_TRACE = 5_000;

    @Override
    public String format(ExtLogRecord record) {
        var line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField(LogKeys.LEVEL, level(record));
            json.writeStringField(LogKeys.TIME, TIME.format(record.getInstant()));
            json.writeStringField(LogKeys.LOGGER, record.getLoggerName());
            String message = formatMessage(record);
            json.writeStringField(LogKeys.MESSAGE, clip(message, LONGEST_MESSAGE));
            writeFailure(json, record.getThrown());
            writeSubject(json, Subject.of(record.getParameters()));
            writePairs(json, record.getLoggerName(), message);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot be written to", e);
        }
        return line.append('\n').toString();
    }

    private static String level(ExtLogRecord record) {
        int level = record.getLevel().intValue();
        if (level >= Level.SEVERE.intValue()) {
            return "error";
        }
        if (level >= Level.WARNING.intValue()) {
            return record.getLoggerName().startsWith(OURS) ? "error" : "info";
        }
        if (level >= Level.INFO.intValue()) {
            return "info";
        }
        return level >= Level.FINE.intValue() ? "debug" : "trace";
    }

    private static void writeFailure(JsonGenerator json, @Nullable Throwable failure)
            throws IOException {
        if (failure == null) {
            return;
        }
        json.writeStringField(LogKeys.ERROR, clip(failure.toString(), LONGEST_ERROR));
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        json.writeStringField(LogKeys.STACK_TRACE, clip(trace.toString(), LONGEST_STACK_TRACE));
    }

    private static void writeSubject(JsonGenerator json, Subject subject) throws IOException {
        if (subject.resource().isPresent()) {
            ResourceKey key = subject.resource().get();
            json.writeStringField(LogKeys.CONTROLLER, key.kind().toLowerCase(Locale.ROOT));
            json.writeStringField(LogKeys.CONTROLLER_GROUP, Subject.group(key.kind()));
            json.writeStringField(LogKeys.CONTROLLER_KIND, key.kind());
            json.writeObjectFieldStart(key.kind());
            json.writeStringField(LogKeys.NAME, key.name());
            json.writeStringField(LogKeys.NAMESPACE, key.namespace());
            json.writeEndObject();
            json.writeStringField(LogKeys.NAMESPACE, key.namespace());
            json.writeStringField(LogKeys.NAME, key.name());
        }
        if (subject.request().isPresent()) {
            json.writeStringField(LogKeys.RECONCILE_ID, subject.request().get().toString());
        }
    }

    /// Our messages end in `key=value`; what other libraries mean by that is not known.
    private static void writePairs(JsonGenerator json, String logger, String message)
            throws IOException {
        if (!logger.startsWith(OURS)) {
            return;
        }
        Matcher pair = PAIR.matcher(message);
        var written = new TreeSet<String>();
        while (pair.find()) {
            if (written.add(pair.group(1))) {
                json.writeStringField(pair.group(1), pair.group(2));
            }
        }
    }

    private static String clip(@Nullable String text, int longest) {
        if (text == null) {
            return "";
        }
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }
}
