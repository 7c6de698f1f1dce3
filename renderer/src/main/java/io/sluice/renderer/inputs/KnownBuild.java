package io.sluice.renderer.inputs;

import io.sluice.events.InputSet;
import java.util.List;

/// A finished build of a unit: these inputs give this result, for all time.
///
/// @param inputs it looked at
/// @param digest of the manifests
/// @param objects how many
/// @param warnings for the user
public record KnownBuild(InputSet inputs, String digest, int objects, List<String> warnings) {
    public KnownBuild {
        warnings = List.copyOf(warnings);
    }
}
