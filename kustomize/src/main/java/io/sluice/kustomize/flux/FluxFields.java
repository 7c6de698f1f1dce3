package io.sluice.kustomize.flux;

import io.sluice.kustomize.FluxOverlay;
import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.load.Loader;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.SeqNode;

/// Adds the fields of a Flux `Kustomization` to a kustomization file.
public final class FluxFields {

    private final FluxOverlay overlay;
    private final Loader loader;

    /// An addition to the file in the loader's directory.
    public FluxFields(FluxOverlay overlay, Loader loader) {
        this.overlay = overlay;
        this.loader = loader;
    }

    /// The fields with the overlay's added.
    public MapNode addTo(MapNode fields) {
        set(fields, "namespace", overlay.targetNamespace());
        set(fields, "namePrefix", overlay.namePrefix());
        set(fields, "nameSuffix", overlay.nameSuffix());
        for (FluxOverlay.Patch patch : overlay.patches()) {
            list(fields, "patches").add(patch(patch));
        }
        for (FluxOverlay.Image image : overlay.images()) {
            image(list(fields, "images"), image);
        }
        for (String component : overlay.components()) {
            component(fields, component);
        }
        if (!overlay.buildMetadata().isEmpty()) {
            var metadata = new SeqNode();
            overlay.buildMetadata().forEach(m -> metadata.add(ScalarNode.string(m)));
            fields.put("buildMetadata", metadata);
        }
        return fields;
    }

    private static void set(MapNode fields, String field, String value) {
        if (!value.isEmpty()) {
            fields.put(field, value);
        }
    }

    private static SeqNode list(MapNode fields, String field) {
        SeqNode list = fields.list(field);
        if (list == null) {
            list = new SeqNode();
            fields.put(field, list);
        }
        return list;
    }

    private static MapNode patch(FluxOverlay.Patch patch) {
        var fields = new MapNode().put("patch", patch.patch());
        FluxOverlay.Target target = patch.target();
        if (!target.equals(FluxOverlay.Target.NONE)) {
            var selector = new MapNode();
            set(selector, "group", target.group());
            set(selector, "version", target.version());
            set(selector, "kind", target.kind());
            set(selector, "name", target.name());
            set(selector, "namespace", target.namespace());
            set(selector, "annotationSelector", target.annotationSelector());
            set(selector, "labelSelector", target.labelSelector());
            fields.put("target", selector);
        }
        return fields;
    }

    private static void image(SeqNode images, FluxOverlay.Image image) {
        MapNode entry = null;
        for (Node item : images.items()) {
            if (item instanceof MapNode map && map.text("name").equals(image.name())) {
                entry = map;
            }
        }
        if (entry == null) {
            entry = new MapNode().put("name", image.name());
            images.add(entry);
        }
        set(entry, "newName", image.newName());
        set(entry, "newTag", image.newTag());
        set(entry, "digest", image.digest());
    }

    private void component(MapNode fields, String component) {
        if (component.startsWith("/") || component.contains("://") || component.isEmpty()) {
            throw new KustomizeException(
                            "component path '" + component + "' must be local and relative")
                    .of("spec.components");
        }
        if (overlay.ignoreMissingComponents() && !loader.exists(loader.absolute(component))) {
            return;
        }
        list(fields, "components").add(ScalarNode.string(component));
    }
}
