package io.sluice.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The desired state of a unit, in full.
///
/// @param digest of the unsealed manifests
/// @param inputsDigest of the input set
/// @param inputs what the build looked at; null costs the next renderer one build
/// @param objects in the build's order
/// @param spec the applier's part of the unit's spec
public record ManifestsRendered(
        String digest,
        String inputsDigest,
        @Nullable InputSet inputs,
        List<RenderedObject> objects,
        ApplySpec spec)
        implements ManifestsEvent {

    public ManifestsRendered {
        objects = objects == null ? List.of() : List.copyOf(objects);
    }

    /// The same for those who only apply it.
    public ManifestsRendered withoutInputs() {
        return new ManifestsRendered(digest, inputsDigest, null, objects, spec);
    }
}
