package io.sluice.sandbox.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/// Who asked the API server for what, from its audit log.
final class AuditTrail {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACCOUNTS = "system:serviceaccount:sluice-system:sluice-";

    private final Path log;

    AuditTrail(Path log) {
        this.log = log;
    }

    /// Where the log ends now, bytes.
    long end() {
        try {
            return Files.size(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The requests of our services that were answered between two ends of the log, watches left
    /// out: `<service> <verb> <resource>` and how many.
    SortedMap<String, Integer> requests(long from, long to) {
        SortedMap<String, Integer> requests = new TreeMap<>();
        try (var file = Files.newByteChannel(log)) {
            var bytes = java.nio.ByteBuffer.allocate((int) (to - from));
            file.position(from);
            while (bytes.hasRemaining() && file.read(bytes) >= 0) {
                // Reads until the buffer is full.
            }
            String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
            for (String line : text.split("\n", -1)) {
                if (line.startsWith("{") && line.endsWith("}")) {
                    count(JSON.readTree(line), requests);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return requests;
    }

    private static void count(JsonNode event, SortedMap<String, Integer> requests) {
        String user = event.at("/user/username").asText();
        String verb = event.path("verb").asText();
        boolean answered = event.path("stage").asText().equals("ResponseComplete");
        if (answered && user.startsWith(ACCOUNTS) && !verb.equals("watch")) {
            String sub = event.at("/objectRef/subresource").asText("");
            String resource =
                    event.at("/objectRef/resource").asText() + (sub.isEmpty() ? "" : "/" + sub);
            requests.merge(
                    user.substring(ACCOUNTS.length()) + " " + verb + " " + resource,
                    1,
                    Integer::sum);
        }
    }
}
