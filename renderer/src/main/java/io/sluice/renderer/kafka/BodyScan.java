package io.sluice.renderer.kafka;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.events.InputSet;
import io.sluice.events.wire.EventJson;
import io.sluice.renderer.inputs.KnownBuild;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Takes the input set out of the bytes of a `ManifestsRendered`; the objects are only counted.
final class BodyScan {

    private BodyScan() {}

    /// The build that led to these bytes; empty if they do not tell.
    static Optional<KnownBuild> scan(byte[] body) {
        String digest = null;
        InputSet inputs = null;
        int objects = 0;
        try (JsonParser json = EventJson.mapper().createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                json.nextToken();
                switch (field) {
                    case "digest" -> digest = json.getText();
                    case "inputs" -> inputs = json.readValueAs(InputSet.class);
                    case "objects" -> objects = count(json);
                    default -> json.skipChildren();
                }
            }
        } catch (IOException _) {
            return Optional.empty();
        }
        return digest == null || inputs == null
                ? Optional.empty()
                : Optional.of(new KnownBuild(inputs, digest, objects, List.of()));
    }

    private static int count(JsonParser json) throws IOException {
        int objects = 0;
        while (json.nextToken() == JsonToken.START_OBJECT) {
            json.skipChildren();
            objects++;
        }
        return objects;
    }
}
