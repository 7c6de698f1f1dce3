package io.sluice.renderer.answers;

import io.sluice.events.DesiredStateConfirmed;
import io.sluice.events.InputSet;
import io.sluice.events.ManifestsRendered;
import io.sluice.events.Reference;
import io.sluice.events.Rendered;
import io.sluice.events.protocol.RenderMemory;
import io.sluice.events.seal.Sealer;
import io.sluice.renderer.build.UnitBuild;
import io.sluice.renderer.build.UnitSpec;
import io.sluice.renderer.desiredstate.Assembly;
import io.sluice.renderer.inputs.HashedTree;
import io.sluice.renderer.inputs.InputSets;
import io.sluice.renderer.inputs.KnownBuild;
import io.sluice.renderer.substitution.Substitution;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers requests to render; the same request has the same answer.
///
/// @param engine names and versions of everything that decides the result beside the inputs
/// @param build how units are built
/// @param sealer seals secret objects
/// @param unpackedLimit of all bodies together, bytes
/// @param clock tells how long a build took, nothing else
public record Rendering(
        String engine, UnitBuild build, Sealer sealer, long unpackedLimit, InstantSource clock) {

    /// What a request is rendered from.
    ///
    /// @param tree of the artifact
    /// @param references as they were read
    /// @param variables null if the spec asks for no substitution
    public record Material(
            HashedTree tree, List<Reference> references, @Nullable Substitution variables) {
        public Material {
            references = List.copyOf(references);
        }
    }

    /// The answer without a build: nothing that the known build looked at has changed.
    ///
    /// @param known build of the unit, if any
    /// @return empty if a build is needed
    public Optional<Answer> confirm(
            Request request, Material material, @Nullable KnownBuild known, RenderMemory memory) {
        if (known == null
                || memory.answer(
                                request.unit(),
                                request.context().uid(),
                                known.digest(),
                                request.full())
                        == RenderMemory.Answer.BODY) {
            return Optional.empty();
        }
        UnitSpec spec = request.spec();
        InputSet now =
                InputSets.lookAgain(
                        known.inputs(),
                        engine,
                        spec.digest(),
                        material.tree(),
                        material.references());
        return now.equals(known.inputs())
                ? Optional.of(confirmation(request, known, material.references(), true, 0))
                : Optional.empty();
    }

    /// The answer by a build.
    public Answer build(Request request, Material material, RenderMemory memory) {
        Instant start = clock.instant();
        UnitSpec spec = request.spec();
        return switch (build.build(spec, material.tree(), material.variables())) {
            case UnitBuild.Result.Failed failed -> new Answer.Failure(failed.failure());
            case UnitBuild.Result.Built built ->
                    switch (Assembly.of(request.unit(), built.objects(), sealer, unpackedLimit)) {
                        case Assembly.Refused refused -> new Answer.Failure(refused.failure());
                        case Assembly.Complete complete ->
                                answer(request, material, built, complete, memory, start);
                    };
        };
    }

    private Answer answer(
            Request request,
            Material material,
            UnitBuild.Result.Built built,
            Assembly.Complete complete,
            RenderMemory memory,
            Instant start) {
        InputSet inputs =
                InputSets.of(
                        engine,
                        request.spec().digest(),
                        built.inputs(),
                        material.tree(),
                        material.references());
        KnownBuild known =
                new KnownBuild(
                        inputs, complete.digest(), complete.objects().size(), built.warnings());
        long millis = Duration.between(start, clock.instant()).toMillis();
        return switch (memory.answer(
                request.unit(), request.context().uid(), known.digest(), request.full())) {
            case CONFIRMATION -> confirmation(request, known, material.references(), false, millis);
            case BODY -> {
                Rendered outcome = outcome(known, material.references(), false, millis);
                yield new Answer.Body(
                        new ManifestsRendered(
                                known.digest(),
                                outcome.inputsDigest(),
                                inputs,
                                complete.objects(),
                                request.spec().apply()),
                        outcome,
                        complete,
                        known);
            }
        };
    }

    private static Answer confirmation(
            Request request,
            KnownBuild known,
            List<Reference> references,
            boolean unchanged,
            long millis) {
        Rendered outcome = outcome(known, references, unchanged, millis);
        return new Answer.Confirmation(
                new DesiredStateConfirmed(
                        known.digest(), outcome.inputsDigest(), request.spec().apply()),
                outcome,
                known);
    }

    private static Rendered outcome(
            KnownBuild known, List<Reference> references, boolean unchanged, long millis) {
        return new Rendered(
                known.digest(),
                InputSets.digest(known.inputs()),
                known.objects(),
                unchanged,
                references,
                known.warnings(),
                millis);
    }
}
