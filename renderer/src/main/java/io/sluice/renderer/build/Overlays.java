package io.sluice.renderer.build;

import io.sluice.api.kustomize.KustomizationSpec;
import io.sluice.api.meta.ImageOverride;
import io.sluice.api.meta.Patch;
import io.sluice.api.meta.Selector;
import io.sluice.kustomize.FluxOverlay;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a unit's spec adds to the directory it builds.
final class Overlays {

    private Overlays() {}

    /// The overlay of a spec. Common metadata is left out: it is set after substitution.
    static FluxOverlay of(KustomizationSpec spec) {
        return new FluxOverlay(
                text(spec.targetNamespace()),
                text(spec.namePrefix()),
                text(spec.nameSuffix()),
                spec.patches().stream().map(Overlays::patch).toList(),
                spec.images().stream().map(Overlays::image).toList(),
                spec.components(),
                spec.ignoreMissingComponents(),
                new TreeMap<>(),
                new TreeMap<>(),
                spec.buildMetadata(),
                (_, _) -> false);
    }

    private static FluxOverlay.Patch patch(Patch patch) {
        Selector target = patch.target();
        return new FluxOverlay.Patch(
                text(patch.patch()),
                target == null
                        ? FluxOverlay.Target.NONE
                        : new FluxOverlay.Target(
                                text(target.group()),
                                text(target.version()),
                                text(target.kind()),
                                text(target.namespace()),
                                text(target.name()),
                                text(target.annotationSelector()),
                                text(target.labelSelector())));
    }

    private static FluxOverlay.Image image(ImageOverride image) {
        return new FluxOverlay.Image(
                text(image.name()),
                text(image.newName()),
                text(image.newTag()),
                text(image.digest()));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
