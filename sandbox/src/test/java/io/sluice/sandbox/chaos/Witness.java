package io.sluice.sandbox.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the API server and the appliers wrote down of what was done.
final class Witness {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OURS = "system:serviceaccount:sluice-system:";
    private static final String VERSION =
            "/requestObject/metadata/annotations/chaos.example~1version";
    private static final Pattern APPLIED =
            Pattern.compile("applied in .*unit=(\\S+) revision=\\S+ request=\\D*(\\d+)\\D+(\\d+)");

    private final List<JsonNode> requests = new ArrayList<>();

    /// Reads an audit log that holds bodies.
    Witness(Path auditLog) {
        try (var lines = Files.lines(auditLog)) {
            for (String line : (Iterable<String>) lines::iterator) {
                read(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // the log is in the order of the answers
        requests.sort(Comparator.comparing(each -> each.path("requestReceivedTimestamp").asText()));
    }

    private void read(String line) throws IOException {
        // a server that is killed may leave half a line
        if (line.startsWith("{") && line.endsWith("}")) {
            JsonNode request = JSON.readTree(line);
            if (request.at("/user/username").asText().startsWith(OURS)) {
                requests.add(request);
            }
        }
    }

    /// How many applies of the repository's objects were seen.
    long applies() {
        return requests.stream().filter(each -> !each.at(VERSION).isMissingNode()).count();
    }

    /// Objects of which an older version was sent after a newer one.
    List<String> backwards() {
        List<String> found = new ArrayList<>();
        Map<String, Integer> newest = new HashMap<>();
        for (JsonNode each : requests) {
            String version = each.at(VERSION).asText();
            if (each.path("verb").asText().equals("patch") && !version.isEmpty()) {
                int sent = Integer.parseInt(version);
                int before = newest.merge(target(each), sent, Math::max);
                if (sent < before) {
                    found.add(
                            "%s: version %d after %d, at %s"
                                    .formatted(
                                            target(each),
                                            sent,
                                            before,
                                            each.path("requestReceivedTimestamp").asText()));
                }
            }
        }
        return found;
    }

    /// Deletions of objects that were never in Git.
    List<String> foreignDeletions() {
        return requests.stream()
                .filter(each -> each.path("verb").asText().startsWith("delete"))
                .filter(
                        each ->
                                each.at("/objectRef/name").asText().startsWith("foreign-")
                                        || each.path("verb").asText().equals("deletecollection"))
                .map(Witness::target)
                .toList();
    }

    /// Units of which one process said to have applied an older request after a newer one.
    static List<String> backwards(Path applierLog) {
        List<String> found = new ArrayList<>();
        Map<String, long[]> newest = new HashMap<>();
        try (var lines = Files.lines(applierLog)) {
            for (String line : (Iterable<String>) lines::iterator) {
                Matcher said = APPLIED.matcher(line);
                if (said.find()) {
                    long[] request = {Long.parseLong(said.group(2)), Long.parseLong(said.group(3))};
                    long[] before = newest.put(said.group(1), request);
                    if (before != null && java.util.Arrays.compare(request, before) < 0) {
                        found.add(line);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static String target(JsonNode request) {
        JsonNode object = request.path("objectRef");
        return "%s/%s/%s"
                .formatted(
                        object.path("resource").asText(),
                        object.path("namespace").asText(),
                        object.path("name").asText());
    }
}
