package io.sluice.renderer.answers;

import io.sluice.events.ArtifactReference;
import io.sluice.events.Context;
import io.sluice.events.Reference;
import io.sluice.events.ResourceKey;
import io.sluice.renderer.build.UnitSpec;
import java.util.List;

/// A request to render a unit, read.
///
/// @param context of the request; each record of the answer carries it
/// @param spec of the unit
/// @param artifact to render from
/// @param references as the source-watcher saw them
/// @param full whether the answer must carry the body
public record Request(
        Context context,
        UnitSpec spec,
        ArtifactReference artifact,
        List<Reference> references,
        boolean full) {
    public Request {
        references = List.copyOf(references);
    }

    /// The unit.
    public ResourceKey unit() {
        return spec.unit();
    }
}
