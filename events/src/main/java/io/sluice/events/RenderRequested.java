package io.sluice.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// Render this unit from this artifact.
///
/// @param spec of the unit's resource, in full
/// @param artifact of its source
/// @param references that the spec names, as the source-watcher saw them
/// @param full whether the answer must carry the body even if nothing changed
public record RenderRequested(
        JsonNode spec, ArtifactReference artifact, List<Reference> references, boolean full)
        implements RequestEvent {

    public RenderRequested {
        references = references == null ? List.of() : List.copyOf(references);
    }
}
