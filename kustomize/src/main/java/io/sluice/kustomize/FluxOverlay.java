package io.sluice.kustomize;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a Flux `Kustomization` adds to the directory it builds.
///
/// @param targetNamespace becomes `namespace`, empty to leave it alone
/// @param namePrefix becomes `namePrefix`, empty to leave it alone
/// @param nameSuffix becomes `nameSuffix`, empty to leave it alone
/// @param patches appended to `patches`
/// @param images merged into `images` by name, field by field
/// @param components appended to `components`
/// @param ignoreMissingComponents whether a component that does not exist is skipped
/// @param commonLabels set on every object after the build
/// @param commonAnnotations set on every object after the build
/// @param buildMetadata becomes `buildMetadata`, empty to leave it alone
/// @param ignore tells which files the walk of a plain directory leaves out
public record FluxOverlay(
        String targetNamespace,
        String namePrefix,
        String nameSuffix,
        List<Patch> patches,
        List<Image> images,
        List<String> components,
        boolean ignoreMissingComponents,
        SortedMap<String, String> commonLabels,
        SortedMap<String, String> commonAnnotations,
        List<String> buildMetadata,
        Ignore ignore) {

    /// Copies its arguments.
    public FluxOverlay {
        patches = List.copyOf(patches);
        images = List.copyOf(images);
        components = List.copyOf(components);
        commonLabels = new TreeMap<>(commonLabels);
        commonAnnotations = new TreeMap<>(commonAnnotations);
        buildMetadata = List.copyOf(buildMetadata);
    }

    /// Adds nothing; plain directories still get a generated kustomization.
    public static final FluxOverlay NONE =
            new FluxOverlay(
                    "",
                    "",
                    "",
                    List.of(),
                    List.of(),
                    List.of(),
                    false,
                    new TreeMap<>(),
                    new TreeMap<>(),
                    List.of(),
                    (path, directory) -> false);

    /// A patch, strategic merge or JSON 6902.
    ///
    /// @param patch its text
    /// @param target which objects it applies to; all fields empty for none
    public record Patch(String patch, Target target) {}

    /// A patch target; empty fields select everything.
    public record Target(
            String group,
            String version,
            String kind,
            String namespace,
            String name,
            String annotationSelector,
            String labelSelector) {

        /// Selects by nothing: the patch itself names its object.
        public static final Target NONE = new Target("", "", "", "", "", "", "");
    }

    /// An image replacement; empty fields are left alone.
    public record Image(String name, String newName, String newTag, String digest) {}

    /// Which paths a walk over a plain directory leaves out.
    @FunctionalInterface
    public interface Ignore {

        /// Whether the path (absolute in the tree) is left out.
        boolean ignored(String path, boolean directory);
    }

    /// This overlay with common metadata.
    public FluxOverlay withCommonMetadata(
            Map<String, String> labels, Map<String, String> annotations) {
        return new FluxOverlay(
                targetNamespace,
                namePrefix,
                nameSuffix,
                patches,
                images,
                components,
                ignoreMissingComponents,
                new TreeMap<>(labels),
                new TreeMap<>(annotations),
                buildMetadata,
                ignore);
    }
}
