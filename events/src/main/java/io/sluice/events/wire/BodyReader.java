package io.sluice.events.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.sluice.events.ObjectBody;
import java.io.IOException;
import java.io.Serial;
import java.io.StringWriter;

/// Copies the text of an object's body out of the event around it.
final class BodyReader extends StdDeserializer<ObjectBody> {

    @Serial private static final long serialVersionUID = 1;

    BodyReader() {
        super(ObjectBody.class);
    }

    @Override
    public ObjectBody deserialize(JsonParser parser, DeserializationContext context)
            throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = parser.getCodec().getFactory().createGenerator(text)) {
            generator.copyCurrentStructureExact(parser);
        }
        return new ObjectBody(text.toString());
    }
}
