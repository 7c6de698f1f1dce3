package io.sluice.events;

import java.util.List;

/// The unit was rendered; the desired state stands in `manifests`.
///
/// @param digest of the manifests
/// @param inputsDigest of the input set
/// @param objects how many
/// @param unchanged whether the inputs were the same and no build was needed
/// @param references as the renderer read them
/// @param warnings for the user
/// @param millis how long the build took
public record Rendered(
        String digest,
        String inputsDigest,
        int objects,
        boolean unchanged,
        List<Reference> references,
        List<String> warnings,
        long millis)
        implements RenderAnswer {

    public Rendered {
        references = references == null ? List.of() : List.copyOf(references);
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
    }
}
