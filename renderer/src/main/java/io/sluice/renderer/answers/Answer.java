package io.sluice.renderer.answers;

import io.sluice.events.DesiredStateConfirmed;
import io.sluice.events.ManifestsRendered;
import io.sluice.events.RenderFailed;
import io.sluice.events.Rendered;
import io.sluice.renderer.desiredstate.Assembly;
import io.sluice.renderer.inputs.KnownBuild;

/// What a request to render is answered with.
public sealed interface Answer {

    /// The desired state in full: a record under `K`, then the slot.
    ///
    /// @param assembly the objects again, to name the largest if the record does not fit
    /// @param known the build, to be remembered
    record Body(
            ManifestsRendered manifests,
            Rendered outcome,
            Assembly.Complete assembly,
            KnownBuild known)
            implements Answer {}

    /// The log holds the body already: a record under `K#confirmed`, then the slot.
    ///
    /// @param known the build, to be remembered
    record Confirmation(DesiredStateConfirmed state, Rendered outcome, KnownBuild known)
            implements Answer {}

    /// The slot only.
    record Failure(RenderFailed outcome) implements Answer {}

    /// The slot only: it repeats the answer before, and the request is made again.
    ///
    /// @param reason why
    /// @param message for the log
    record Deferral(String reason, String message) implements Answer {}
}
