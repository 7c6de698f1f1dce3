package io.sluice.renderer.kafka;

import io.sluice.api.kustomize.PostBuild;
import io.sluice.events.Head;
import io.sluice.events.Reference;
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
import io.sluice.renderer.substitution.FoundVariables;
import io.sluice.renderer.substitution.Preparation;
import io.sluice.renderer.substitution.VariableStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the answer to a request: fetches what it needs and lets [Rendering] decide.
final class RenderWork {

    /// The reason of a deferral when the store has no such artifact any more.
    static final String ARTIFACT_GONE = "ArtifactGone";

    /// The reason of a deferral when the API server does not answer.
    static final String VARIABLES_UNREACHABLE = "VariablesUnreachable";

    private final Rendering rendering;
    private final ArtifactCache artifacts;
    private final VariableStore variables;
    private final Turns turns;
    private final RenderMetrics metrics;

    RenderWork(
            Rendering rendering,
            ArtifactCache artifacts,
            VariableStore variables,
            Turns turns,
            RenderMetrics metrics) {
        this.rendering = rendering;
        this.artifacts = artifacts;
        this.variables = variables;
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
        HashedTree tree;
        try {
            tree = artifacts.get(request.artifact());
        } catch (ArtifactException e) {
            return withoutArtifact(e);
        }
        Preparation preparation;
        try {
            preparation = prepare(request);
        } catch (VariableStore.UnreadableException e) {
            return withoutVariables(e);
        }
        return switch (preparation) {
            case Preparation.Refused refused ->
                    new Answer.Failure(Failures.build(refused.message()));
            case Preparation.Ready ready ->
                    answer(
                            state,
                            request,
                            new Rendering.Material(tree, ready.references(), ready.substitution()));
        };
    }

    private Answer answer(LaneState state, Request request, Rendering.Material material)
            throws InterruptedException {
        Optional<Answer> confirmation =
                rendering.confirm(
                        request,
                        material,
                        state.build(request.unit()).orElse(null),
                        state.memory());
        return confirmation.isPresent()
                ? confirmation.get()
                : turns.run(request.unit().namespace(), () -> build(state, request, material));
    }

    private Answer build(LaneState state, Request request, Rendering.Material material) {
        long start = System.nanoTime();
        try {
            return rendering.build(request, material, state.memory());
        } finally {
            metrics.built(Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private Preparation prepare(Request request)
            throws VariableStore.UnreadableException, InterruptedException {
        PostBuild postBuild = request.spec().postBuild();
        if (postBuild == null) {
            return new Preparation.Ready(List.of(), null);
        }
        List<FoundVariables> found = new ArrayList<>();
        for (PostBuild.VariableSource source : postBuild.substituteFrom()) {
            found.add(variables.read(seen(request, source)));
        }
        return Preparation.of(postBuild, found);
    }

    private static Reference seen(Request request, PostBuild.VariableSource source) {
        String namespace = request.unit().namespace();
        return request.references().stream()
                .filter(
                        reference ->
                                reference.kind().equals(source.kind())
                                        && reference.namespace().equals(namespace)
                                        && reference.name().equals(source.name()))
                .findFirst()
                .orElseGet(
                        () -> new Reference(source.kind(), namespace, source.name(), null, null));
    }

    private static Answer withoutVariables(VariableStore.UnreadableException e) {
        String message = "spec.postBuild.substituteFrom: " + e.getMessage();
        return e.isForbidden()
                ? new Answer.Failure(Failures.build(message))
                : new Answer.Deferral(VARIABLES_UNREACHABLE, message);
    }

    private static Answer withoutArtifact(ArtifactException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e.kind()) {
            case GONE -> new Answer.Deferral(ARTIFACT_GONE, message);
            case UNREACHABLE, REFUSED -> new Answer.Failure(Failures.artifact(message));
        };
    }
}
