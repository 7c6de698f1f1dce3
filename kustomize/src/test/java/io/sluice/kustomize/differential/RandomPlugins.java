package io.sluice.kustomize.differential;

/// Makes up `generators`, `transformers` and `validators`.
final class RandomPlugins implements RandomBuild.Feature {

    private final Dice dice;
    private final RandomObjects objects;

    RandomPlugins(Dice dice, RandomObjects objects) {
        this.dice = dice;
        this.objects = objects;
    }

    @Override
    public void add(Layer layer) {
        if (dice.oneIn(12)) {
            place(layer, "generators", generator(layer));
        }
        if (dice.oneIn(5) && !layer.stock().things().isEmpty()) {
            String second =
                    dice.oneIn(4) ? "---\n" + transformer(layer).replace("plugin", "p2") : "";
            place(layer, "transformers", transformer(layer) + second);
        }
        if (dice.oneIn(12)) {
            place(layer, "validators", dice.bad() ? transformer(layer) : validator());
        }
    }

    /// Puts a plugin into a file, a folder or the kustomization.
    private void place(Layer layer, String field, String text) {
        String name = field + ".yaml";
        switch (dice.below(3)) {
            case 0 -> layer.field(field + ":\n- |-\n" + text.indent(2));
            case 1 -> {
                layer.file(field + "-d/x.yaml", text);
                layer.file(
                        field + "-d/kustomization.yaml",
                        "resources: [x.yaml]\n" + dice.one("", "namePrefix: cfg-\n"));
                layer.field(field + ": [" + field + "-d]");
            }
            default -> {
                layer.file(name, dice.oneIn(3) ? Restyle.resource(text, dice) : text);
                layer.field(field + ": [" + name + "]");
            }
        }
    }

    private static String head(String kind) {
        return "apiVersion: builtin\nkind: " + kind + "\nmetadata: {name: plugin}\n";
    }

    private String generator(Layer layer) {
        String name = "plug-" + layer.directory();
        String kind = dice.one("ConfigMap", "Secret");
        layer.stock().add(Thing.generated(Kind.of(kind), name, ""));
        return "apiVersion: builtin\nkind: %sGenerator\nmetadata: {name: %s}\nliterals: [a=b, c=%d]\n"
                        .formatted(kind, name, dice.below(9))
                + dice.one("", "options: {disableNameSuffixHash: true}\n");
    }

    private String validator() {
        return switch (dice.below(8)) {
            case 0, 1, 2 ->
                    head("ImageTagTransformer") + "imageTag: {name: no-such, newTag: \"2\"}\n";
            case 3, 4, 5, 6 ->
                    head("PatchTransformer")
                            + "target: {kind: NoSuch}\npatch: '[{\"op\": \"remove\", \"path\": \"/kind\"}]'\n";
            default ->
                    head("LabelTransformer")
                            + "labels: {validated-by: me}\nfieldSpecs: [{path: metadata/labels, create: true}]\n";
        };
    }

    private String transformer(Layer layer) {
        Thing thing = dice.one(layer.stock().things());
        String kind = thing.kind().name();
        return switch (dice.below(14)) {
            case 0 ->
                    head("LabelTransformer")
                            + "labels: {pl: %s}\n".formatted(dice.one("x", "\"5\""))
                            + specs(kind, "metadata/labels", "spec/template/metadata/labels");
            case 1 ->
                    head("AnnotationsTransformer")
                            + "annotations: {pa: x, pb: \"1\"}\n"
                            + specs(
                                    kind,
                                    "metadata/annotations",
                                    "spec/template/metadata/annotations");
            case 2 ->
                    head("PrefixTransformer")
                            + "prefix: pp-\n"
                            + specs(kind, "metadata/name", "spec/m/x", "data/k");
            case 3 ->
                    head("SuffixTransformer")
                            + "suffix: -ss\n"
                            + specs(kind, "metadata/name", "data/k");
            case 4 ->
                    head("PrefixSuffixTransformer")
                            + "prefix: a-\nsuffix: -z\nfieldSpecs: [{path: metadata/name}]\n";
            case 5 -> namespaces(layer.stock());
            case 6 ->
                    head("ImageTagTransformer")
                            + "imageTag: {name: nginx, newTag: \"2\"}\n"
                            + specs(kind, "spec/image", "spec/list/name");
            case 7 ->
                    head("ValueAddTransformer")
                            + "value: va\ntargets:\n- selector: {kind: Foo}\n  fieldPath: spec/m/x\n"
                            + (dice.oneIn(3) ? "  filePathPosition: 2\n" : "");
            case 8 ->
                    head("PatchTransformer")
                            + "target: {kind: %s}\npatch: |-\n".formatted(kind)
                            + "  - {op: add, path: /pt, value: %d}\n".formatted(dice.below(9));
            case 9 ->
                    head("PatchStrategicMergeTransformer")
                            + "patches: |-\n"
                            + labelPatch(thing, layer.stock()).indent(2);
            case 10 ->
                    head("ReplicaCountTransformer")
                            + "replica: {name: %s, count: 4}\n".formatted(thing.original().name())
                            + "fieldSpecs: [{path: spec/replicas, kind: %s, create: true}]\n"
                                    .formatted(kind);
            case 11 ->
                    head("ReplacementTransformer")
                            + "replacements:\n- sourceValue: rt\n  targets:\n  - select: {kind: %s}\n"
                                    .formatted(kind)
                            + "    fieldPaths: [metadata.annotations.rt]\n    options: {create: true}\n";
            case 12 ->
                    head("PatchJson6902Transformer")
                            + "target: {kind: %s, name: %s%s}\n"
                                    .formatted(
                                            kind,
                                            thing.original().name(),
                                            thing.kind().apiVersion().isEmpty()
                                                    ? ""
                                                    : ", version: " + thing.kind().version())
                            + "jsonOp: '[{\"op\": \"add\", \"path\": \"/j6\", \"value\": [1]}]'\n";
            default -> head("HashTransformer");
        };
    }

    private String namespaces(Stock stock) {
        return "apiVersion: builtin\nkind: NamespaceTransformer\nmetadata: {name: plugin, namespace: pns}\n"
                + "unsetOnly: %s\n".formatted(dice.oneIn(2) || stock.clashesInOneNamespace())
                + "setRoleBindingSubjects: %s\n"
                        .formatted(dice.one("none", "defaultOnly", "allServiceAccounts"))
                + "fieldSpecs: [{path: metadata/namespace, create: true}]\n";
    }

    private String labelPatch(Thing thing, Stock stock) {
        Thing.Id id = stock.alone(thing) ? thing.original() : new Thing.Id(objects.name(), "");
        return thing.kind().head()
                + "metadata: {name: %s%s, labels: {sm: t}}\n"
                        .formatted(
                                id.name(),
                                id.namespace().isEmpty() ? "" : ", namespace: " + id.namespace());
    }

    private String specs(String kind, String... paths) {
        String path = dice.one(paths);
        boolean of = dice.oneIn(3) && !path.equals("metadata/name");
        return "fieldSpecs:\n- {path: %s, create: %s%s}\n"
                .formatted(
                        path,
                        dice.oneIn(2) && path.startsWith("metadata/") && !path.endsWith("name"),
                        of ? ", kind: " + kind : "");
    }
}
