package io.sluice.kustomize.build;

import io.sluice.kustomize.GitUrl;
import io.sluice.kustomize.Paths;
import io.sluice.kustomize.load.Loader;
import io.sluice.kustomize.resource.Origin;
import java.util.List;

/// What the top kustomization wants to be noted about origins, and how places are named.
///
/// @param origins whether resources tell where they came from
/// @param transformations whether resources tell what changed them
/// @param managedBy whether resources get the managed-by label
/// @param top the directory that is built
record Tracking(boolean origins, boolean transformations, boolean managedBy, String top) {

    static Tracking of(List<String> buildMetadata, String top) {
        return new Tracking(
                buildMetadata.contains("originAnnotations"),
                buildMetadata.contains("transformerAnnotations"),
                buildMetadata.contains("managedByLabel"),
                top);
    }

    boolean any() {
        return origins || transformations;
    }

    /// The origin of a file.
    Origin file(Loader loader, String absolute) {
        return at(loader, absolute, "", null);
    }

    /// The origin of something a generator or transformer made.
    Origin configured(Loader loader, String absolute, Origin.Configured by) {
        return at(loader, "", absolute, by);
    }

    private Origin at(
            Loader loader,
            String path,
            String configuredIn,
            Origin.@org.jspecify.annotations.Nullable Configured by) {
        GitUrl remote = loader.remote();
        String repository = remote == null ? "" : remote.repository();
        String ref = remote == null ? "" : remote.ref();
        return new Origin(
                repository, ref, relative(loader, path), relative(loader, configuredIn), by);
    }

    private String relative(Loader loader, String absolute) {
        if (absolute.isEmpty()) {
            return "";
        }
        return loader.remote() == null ? Paths.relative(top, absolute) : absolute.substring(1);
    }
}
