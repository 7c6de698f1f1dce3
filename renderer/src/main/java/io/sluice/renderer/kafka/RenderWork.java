package io.sluice.renderer.kafka;

import io.sluice.events.Head;
import io.sluice.events.RenderRequested;
import io.sluice.renderer.answers.Answer;
import io.sluice.renderer.answers.Rendering;
import io.sluice.renderer.answers.Request;
import io.sluice.renderer.artifact.ArtifactCache;
import io.sluice.renderer.artifact.ArtifactException;
import io.sluice.renderer.build.UnitSpec;
import io.sluice.renderer.desiredstate.Failures;
import io.sluice.renderer.inputs.HashedTree;
import io.sluice.renderer.metrics.RenderMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Finds the answer to a request: fetches what it needs and lets [Rendering] decide.
final class RenderWork {

    /// The reason of a deferral when the store has no such artifact any more.
    static final String ARTIFACT_GONE = "ArtifactGone";

    private final Rendering rendering;
    private final ArtifactCache artifacts;
    private final Turns turns;
    private final RenderMetrics metrics;

    RenderWork(
            Rendering rendering, ArtifactCache artifacts, Turns turns, RenderMetrics metrics) {
        this.rendering = rendering;
        this.artifacts = artifacts;
        this.turns = turns;
        this.metrics = metrics;
    }

    /// The answer to a request.
    ///
    /// @param full whether the body must come along
    Answer answer(LaneState state, Head head, RenderRequested event, boolean full)
            throws InterruptedException {
        return switch (UnitSpec.read(head.resource(), event.spec())) {
            case UnitSpec.Reading.Refused refused -> new Answer.Failure(refused.failure());
            case UnitSpec.Reading.Read read ->
                    answer(
                            state,
                            new Request(
                                    head.context(),
                                    read.spec(),
                                    event.artifact(),
                                    event.references(),
                                    full));
        };
    }

    private Answer answer(LaneState state, Request request) throws InterruptedException {
        if (request.spec().postBuild() != null) {
            return new Answer.Failure(
                    Failures.declaration("spec.postBuild is not supported yet; remove it"));
        }
        HashedTree tree;
        try {
            tree = artifacts.get(request.artifact());
        } catch (ArtifactException e) {
            return withoutArtifact(e);
        }
        Rendering.Material material = new Rendering.Material(tree, List.of(), null);
        Optional<Answer> confirmation =
                rendering.confirm(
                        request,
                        material,
                        state.build(request.unit()).orElse(null),
                        state.memory());
        return confirmation.isPresent()
                ? confirmation.get()
                : turns.run(
                        request.unit().namespace(), () -> build(state, request, material));
    }

    private Answer build(LaneState state, Request request, Rendering.Material material) {
        long start = System.nanoTime();
        try {
            return rendering.build(request, material, state.memory());
        } finally {
            metrics.built(Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private static Answer withoutArtifact(ArtifactException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e.kind()) {
            case GONE -> new Answer.Deferral(ARTIFACT_GONE, message);
            case UNREACHABLE, REFUSED -> new Answer.Failure(Failures.artifact(message));
        };
    }
}
