package io.sluice.renderer.build;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.api.meta.CommonMetadata;
import io.sluice.events.ObjectId;
import io.sluice.events.RenderFailed;
import io.sluice.kustomize.BuildError;
import io.sluice.kustomize.BuildOptions;
import io.sluice.kustomize.BuildResult;
import io.sluice.kustomize.BuiltResource;
import io.sluice.kustomize.FileTree;
import io.sluice.kustomize.Inputs;
import io.sluice.kustomize.Limits;
import io.sluice.kustomize.Paths;
import io.sluice.renderer.desiredstate.CanonicalJson;
import io.sluice.renderer.desiredstate.Failures;
import io.sluice.renderer.desiredstate.PlainObject;
import io.sluice.renderer.substitution.Substitution;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Builds a unit: Kustomize with the unit's overlay, variables, common metadata.
///
/// @param engine Kustomize
/// @param limits of one build
public record UnitBuild(Engine engine, Limits limits) {

    private static final String ENCRYPTED =
            "the object is SOPS encrypted, and decryption is not supported yet; leave this unit to Flux";

    /// Builds a directory of a tree, as [io.sluice.kustomize.Kustomize] does.
    public interface Engine {
        /// Builds; never throws for anything in the tree.
        BuildResult build(FileTree tree, String path, BuildOptions options);
    }

    private static final int LONGEST_MESSAGE = 4000;

    /// What came of a build.
    public sealed interface Result {
        /// Objects.
        ///
        /// @param inputs that the engine looked at
        record Built(List<PlainObject> objects, List<String> warnings, Inputs inputs)
                implements Result {
            public Built {
                objects = List.copyOf(objects);
                warnings = List.copyOf(warnings);
            }
        }

        /// A failure, for the user.
        record Failed(RenderFailed failure) implements Result {}
    }

    /// Builds a unit.
    ///
    /// @param variables null if the spec asks for no substitution
    public Result build(UnitSpec spec, FileTree tree, @Nullable Substitution variables) {
        String given = spec.kustomization().effectivePath();
        String path = Paths.normalize(given);
        switch (tree.kind(path)) {
            case ABSENT -> {
                return new Result.Failed(
                        Failures.artifact(
                                "kustomization path not found: %s: no such directory in the artifact"
                                        .formatted(given)));
            }
            case FILE -> {
                return new Result.Failed(
                        Failures.build(
                                "spec.path %s is a file; it must name a directory"
                                        .formatted(given)));
            }
            case DIRECTORY -> {}
        }
        BuildOptions options =
                BuildOptions.forFlux(Overlays.of(spec.kustomization())).withLimits(limits);
        return switch (engine.build(tree, path, options)) {
            case BuildResult.Failed failed -> new Result.Failed(failure(failed.error()));
            case BuildResult.Built built -> finish(spec, built, variables);
        };
    }

    private static Result finish(
            UnitSpec spec, BuildResult.Built built, @Nullable Substitution variables) {
        CommonMetadata common = spec.kustomization().commonMetadata();
        List<PlainObject> objects = new ArrayList<>();
        for (BuiltResource resource : built.resources()) {
            ObjectNode body = CanonicalJson.parse(resource.json());
            boolean secret = false;
            if (variables != null) {
                switch (variables.apply(body, resource.yaml())) {
                    case Substitution.Result.Failed failed -> {
                        return new Result.Failed(
                                failure(resource, "substitution failed: " + failed.message()));
                    }
                    case Substitution.Result.Done done -> {
                        body = done.body();
                        secret = done.secret();
                    }
                }
            }
            if (common != null) {
                CommonMetadataStamp.put(body, common);
            }
            if (body.path("sops").has("mac")) {
                return new Result.Failed(failure(resource, ENCRYPTED));
            }
            objects.add(plain(resource, body, secret));
        }
        return new Result.Built(objects, built.warnings(), built.inputs());
    }

    private static PlainObject plain(BuiltResource resource, ObjectNode body, boolean secret) {
        ObjectNode sorted = (ObjectNode) CanonicalJson.sorted(body);
        ObjectId id =
                new ObjectId(
                        sorted.path("apiVersion").asText(""),
                        sorted.path("kind").asText(""),
                        sorted.path("metadata").path("namespace").asText(""),
                        sorted.path("metadata").path("name").asText(""));
        boolean isSecret = id.kind().equals("Secret") && id.group().isEmpty();
        return new PlainObject(
                id, sorted, relative(resource.file()), resource.line(), secret || isSecret);
    }

    private static RenderFailed failure(BuildError error) {
        return new RenderFailed(
                Failures.BUILD_FAILED,
                cut(
                        error.field() == null
                                ? error.message()
                                : error.field() + ": " + error.message()),
                relative(error.file()),
                error.line() > 0 ? error.line() : null,
                false);
    }

    private static RenderFailed failure(BuiltResource resource, String message) {
        return new RenderFailed(
                Failures.BUILD_FAILED,
                "%s/%s: %s".formatted(resource.kind(), resource.name(), message),
                relative(resource.file()),
                resource.line() > 0 ? resource.line() : null,
                false);
    }

    private static String cut(String message) {
        return message.length() <= LONGEST_MESSAGE
                ? message
                : message.substring(0, LONGEST_MESSAGE) + " …";
    }

    private static @Nullable String relative(@Nullable String file) {
        return file != null && file.startsWith("/") ? file.substring(1) : file;
    }
}
