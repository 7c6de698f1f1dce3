package io.sluice.events.console;

import io.sluice.events.RecordKey;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a line is about, taken from the arguments of its message: who logs a key has said enough.
///
/// @param resource the unit or source
/// @param request the request that is worked on
record Subject(Optional<ResourceKey> resource, Optional<RequestNumber> request) {

    static Subject of(@Nullable Object @Nullable [] arguments) {
        Optional<ResourceKey> resource = Optional.empty();
        Optional<RequestNumber> request = Optional.empty();
        if (arguments != null) {
            for (Object argument : arguments) {
                switch (argument) {
                    case ResourceKey key -> resource = resource.or(() -> Optional.of(key));
                    case RecordKey key -> resource = resource.or(() -> Optional.of(key.resource()));
                    case RequestNumber number -> request = request.or(() -> Optional.of(number));
                    case null, default -> {}
                }
            }
        }
        return new Subject(resource, request);
    }

    /// The API group of a kind of Flux; empty for a kind it does not have.
    static String group(String kind) {
        return switch (kind) {
            case "Kustomization" -> "kustomize.toolkit.fluxcd.io";
            case "HelmRelease" -> "helm.toolkit.fluxcd.io";
            case "ArtifactGenerator" -> "source.extensions.fluxcd.io";
            case "GitRepository",
                    "OCIRepository",
                    "Bucket",
                    "HelmRepository",
                    "HelmChart",
                    "ExternalArtifact" ->
                    "source.toolkit.fluxcd.io";
            case "Alert", "Provider", "Receiver" -> "notification.toolkit.fluxcd.io";
            case "ImageRepository", "ImagePolicy", "ImageUpdateAutomation" ->
                    "image.toolkit.fluxcd.io";
            default -> "";
        };
    }
}
