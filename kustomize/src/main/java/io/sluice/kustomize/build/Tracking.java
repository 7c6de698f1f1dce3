package io.sluice.kustomize.build;

import io.sluice.kustomize.Paths;
import io.sluice.kustomize.load.Loader;
import io.sluice.kustomize.load.Place;
import io.sluice.kustomize.resource.Origin;
import java.util.List;

/// What the top kustomization wants to be noted about origins, and how places are named.
///
/// @param origins whether resources tell where they came from
/// @param transformations whether resources tell what changed them
/// @param managedBy whether resources get the managed-by label
/// @param any whether anything is wanted, be it a word without a meaning: then origins are noted,
///     and only not printed
record Tracking(boolean origins, boolean transformations, boolean managedBy, boolean any) {

    static Tracking of(List<String> buildMetadata) {
        return new Tracking(
                buildMetadata.contains("originAnnotations"),
                buildMetadata.contains("transformerAnnotations"),
                buildMetadata.contains("managedByLabel"),
                !buildMetadata.isEmpty());
    }

    /// The origin of a file that the directory's kustomization names.
    Origin file(Loader loader, String name) {
        Place place = loader.place().append(name);
        return new Origin(place.repository(), place.ref(), place.path(), "", null);
    }

    /// The origin of something that a generator or transformer in the kustomization file made.
    Origin configured(Loader loader, String file, Origin.Configured by) {
        return configured(file(loader, Paths.name(file)), by);
    }

    /// The origin of something that a generator or transformer made which comes from elsewhere.
    Origin configured(Origin from, Origin.Configured by) {
        return new Origin(from.repository(), from.ref(), "", from.path(), by);
    }
}
