package io.sluice.statusprojector.projection;

import io.sluice.events.ManifestsRendered;
import io.sluice.events.ObjectId;
import io.sluice.events.RenderedObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A desired state without its bodies.
///
/// @param digest of the manifests
/// @param objects in the build's order
public record Manifests(String digest, List<Line> objects) {

    public Manifests {
        objects = List.copyOf(objects);
    }

    /// One object.
    ///
    /// @param digest of the object
    /// @param file it came from, relative to the artifact's root
    public record Line(ObjectId object, String digest, @Nullable String file) {
        static Line of(RenderedObject object) {
            return new Line(object.id(), object.digest(), object.file());
        }
    }

    static Manifests of(ManifestsRendered rendered) {
        return new Manifests(rendered.digest(), rendered.objects().stream().map(Line::of).toList());
    }
}
