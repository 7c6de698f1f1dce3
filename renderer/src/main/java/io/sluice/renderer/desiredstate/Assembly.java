package io.sluice.renderer.desiredstate;

import io.sluice.events.ObjectBody;
import io.sluice.events.RenderFailed;
import io.sluice.events.RenderedObject;
import io.sluice.events.ResourceKey;
import io.sluice.events.seal.Sealer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What became of putting the objects of a build together.
public sealed interface Assembly {

    /// The objects make a desired state.
    ///
    /// @param digest over ids and digests, in the build's order
    /// @param objects in the build's order, secrets sealed
    /// @param sizes of the unsealed bodies, bytes, one per object
    record Complete(String digest, List<RenderedObject> objects, List<Long> sizes)
            implements Assembly {
        public Complete {
            objects = List.copyOf(objects);
            sizes = List.copyOf(sizes);
        }
    }

    /// The objects make none.
    ///
    /// @param failure why, for the user
    record Refused(RenderFailed failure) implements Assembly {}

    /// Puts objects together.
    ///
    /// @param unit whose desired state this is; sealed bodies open for no other
    /// @param sealer seals the secret ones
    /// @param limit of all bodies together, bytes
    static Assembly of(ResourceKey unit, List<PlainObject> plain, Sealer sealer, long limit) {
        RenderFailed twice = findTwice(plain);
        if (twice != null) {
            return new Refused(twice);
        }
        List<RenderedObject> objects = new ArrayList<>();
        List<Long> sizes = new ArrayList<>();
        StringBuilder lines = new StringBuilder();
        long total = 0;
        for (PlainObject object : plain) {
            byte[] canonical = CanonicalJson.bytes(object.body());
            RenderedObject rendered = render(unit, object, canonical, sealer);
            objects.add(rendered);
            sizes.add((long) canonical.length);
            total += canonical.length;
            lines.append(object.id().apiVersion())
                    .append('\n')
                    .append(object.id().inventoryId())
                    .append('\n')
                    .append(rendered.digest())
                    .append('\n');
        }
        Complete complete = new Complete(Sha256.of(lines.toString()), objects, sizes);
        return total > limit
                ? new Refused(TooLarge.of(complete, "the manifests have %d bytes", total, limit))
                : complete;
    }

    private static RenderedObject render(
            ResourceKey unit, PlainObject object, byte[] canonical, Sealer sealer) {
        if (object.secret()) {
            String digest = sealer.digest(canonical);
            return RenderedObject.sealed(
                    object.id(), digest, object.file(), sealer.seal(unit, digest, canonical));
        }
        return RenderedObject.open(
                object.id(),
                Sha256.of(canonical),
                object.file(),
                new ObjectBody(new String(canonical, StandardCharsets.UTF_8)));
    }

    private static @Nullable RenderFailed findTwice(List<PlainObject> plain) {
        Map<String, PlainObject> seen = new HashMap<>();
        for (PlainObject object : plain) {
            PlainObject first = seen.putIfAbsent(object.id().inventoryId(), object);
            if (first != null) {
                return new RenderFailed(
                        Failures.BUILD_FAILED,
                        "%s is there twice: in %s and in %s; remove one"
                                .formatted(object.id(), first.place(), object.place()),
                        object.file(),
                        object.line() > 0 ? object.line() : null,
                        false);
            }
        }
        return null;
    }
}
