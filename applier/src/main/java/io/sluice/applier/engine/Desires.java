package io.sluice.applier.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.applier.plan.DesiredObject;
import io.sluice.applier.plan.IgnoreRules;
import io.sluice.applier.plan.Preparation;
import io.sluice.events.ObjectBody;
import io.sluice.events.RenderedObject;
import io.sluice.events.ResourceKey;
import io.sluice.events.SealedBody;
import io.sluice.events.protocol.DesiredState;
import io.sluice.events.seal.Sealer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Opens and prepares the objects of a desired state.
public final class Desires {

    private final Sealer sealer;

    /// With the keys that open sealed bodies.
    public Desires(Sealer sealer) {
        this.sealer = sealer;
    }

    /// The objects as they are to be sent.
    ///
    /// @throws IOException if a sealed body does not open; the message never holds the body
    List<DesiredObject> open(ResourceKey unit, DesiredState.Complete desired) throws IOException {
        IgnoreRules ignored = IgnoreRules.of(desired.spec().ignore());
        List<DesiredObject> objects = new ArrayList<>();
        for (RenderedObject object : desired.manifests().objects()) {
            objects.add(open(unit, object, ignored));
        }
        return objects;
    }

    /// One object as it is to be sent.
    DesiredObject open(ResourceKey unit, RenderedObject object, IgnoreRules ignored)
            throws IOException {
        ObjectNode body = Preparation.prepare(body(unit, object), unit);
        return new DesiredObject(
                object.id(),
                object.digest(),
                object.file(),
                isSecret(object),
                body,
                ignored.of(object.id(), body));
    }

    /// Whether no value of the object may appear anywhere.
    static boolean isSecret(RenderedObject object) {
        return object.sealed() != null || object.id().kind().equals("Secret");
    }

    private JsonNode body(ResourceKey unit, RenderedObject object) throws IOException {
        SealedBody sealed = object.sealed();
        if (sealed != null) {
            return sealer.open(unit, object.digest(), sealed);
        }
        ObjectBody body = object.body();
        if (body == null) {
            throw new IOException(object.id() + " has no body");
        }
        return body.tree();
    }
}
