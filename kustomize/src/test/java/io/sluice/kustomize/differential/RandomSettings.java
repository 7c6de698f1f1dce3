package io.sluice.kustomize.differential;

/// Makes up configurations, schemas, and what concerns the output as a whole.
final class RandomSettings implements RandomBuild.Feature {

    private final Dice dice;

    RandomSettings(Dice dice) {
        this.dice = dice;
    }

    @Override
    public void add(Layer layer) {
        if (dice.oneIn(8)) {
            layer.file("config.yaml", configuration() + (dice.oneIn(3) ? references() : ""));
            layer.field("configurations: [config.yaml]");
        }
        if (layer.isComponent()) {
            return;
        }
        if (dice.oneIn(10)) {
            layer.field(
                    "sortOptions: "
                            + dice.one(
                                    "{order: fifo}",
                                    "{order: legacy}",
                                    "{order: legacy, legacySortOptions: {orderFirst: [Service, Foo], orderLast: [Secret]}}",
                                    "{order: legacy, legacySortOptions: {orderFirst: [], orderLast: [Namespace]}}"));
        }
        if (dice.oneIn(7)) {
            layer.field(
                    "buildMetadata: ["
                            + dice.one(
                                    "originAnnotations",
                                    "transformerAnnotations",
                                    "managedByLabel",
                                    "originAnnotations, transformerAnnotations",
                                    "originAnnotations, managedByLabel, transformerAnnotations")
                            + "]");
        }
        schema(layer);
        crds(layer);
    }

    /// A path has the same `create` in all layers, for two that disagree cannot be merged.
    private String configuration() {
        return switch (dice.below(12)) {
            case 0 -> "namePrefix: [{path: spec/m/x, kind: Foo}]\n";
            case 1 -> "nameSuffix:\n- path: data/k\n  kind: ConfigMap\n";
            case 2 -> "namespace:\n- {path: spec/targetNs, kind: Foo, create: true}\n";
            case 3 -> "namespace: [{path: data/ns, create: true, kind: ConfigMap, version: v1}]\n";
            case 4 -> "commonLabels: [{path: spec/selector, kind: Foo, create: true}]\n";
            case 5 -> "commonAnnotations: [{path: spec/notes, kind: Foo, create: true}]\n";
            case 6 -> "labels: [{path: spec/m/labels, kind: Foo, create: true}]\n";
            case 7 -> "templateLabels: [{path: spec/podLabels, kind: Foo, create: true}]\n";
            case 8 -> "images: [{path: spec/image, kind: Foo}]\n";
            case 9 -> "replicas: [{path: spec/size, kind: Foo, create: true}]\n";
            case 10 -> "varReference: [{path: spec/m, kind: Foo}, {path: data, kind: ConfigMap}]\n";
            default -> "namePrefix: [{path: metadata/name, kind: Deployment}]\n";
        };
    }

    private String references() {
        return """
        nameReference:
        - kind: %s
          fieldSpecs:
          - {path: spec/m/x, kind: Foo}
          - {path: spec/list/ref, kind: Foo}
          - {path: spec/ref/name, kind: Foo}
          - {path: data/k, kind: ConfigMap}
        """
                .formatted(dice.one("ConfigMap", "Secret", "Foo", "Deployment"));
    }

    private void schema(Layer layer) {
        if (dice.oneIn(30)) {
            layer.field("openapi: {version: v1.21.2}");
        } else if (dice.oneIn(20)) {
            layer.file(
                    "schema.json",
                    """
                    {"definitions": {"v1.Foo": {"type": "object", "properties": {"spec": {"type": "object",
                    "properties": {"list": {"type": "array", "x-kubernetes-patch-strategy": "%s",
                    "x-kubernetes-patch-merge-key": "name", "items": {"type": "object"}},
                    "scalars": {"type": "array", "x-kubernetes-patch-strategy": "merge"}}}},
                    "x-kubernetes-group-version-kind": [{"group": "example.com", "version": "v1", "kind": "Foo"}]}}}
                    """
                            .formatted(dice.one("merge", "merge,retainKeys", "replace")));
            layer.field("openapi: {path: schema.json}");
        }
    }

    private void crds(Layer layer) {
        if (dice.oneIn(25)) {
            layer.file(
                    "crd.json",
                    """
                    {"x.Foo": {"Schema": {"properties": {"apiVersion": {}, "kind": {}, "metadata": {}, "spec": {"$ref": "x.Spec"}}}},
                    "x.Spec": {"Schema": {"properties": {"m": {"x-kubernetes-label-selector": ""},
                    "ref": {"x-kubernetes-object-ref-api-version": "v1", "x-kubernetes-object-ref-kind": "ConfigMap"}}}}}
                    """);
            layer.field("crds: [crd.json]");
        }
    }
}
