package io.sluice.kustomize.differential;

import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;

/// Makes up the fields that most kustomizations do not have.
final class RandomExtras {

    private static final List<String> SOURCES =
            List.of(
                    "metadata.name",
                    "metadata.name",
                    "metadata.labels.app",
                    "metadata.namespace",
                    "data.a",
                    "data.k",
                    "spec.replicas",
                    "spec.m.x",
                    "spec.list.0.v",
                    "spec.template.spec.containers.[name=c1].image",
                    "spec.template.spec.volumes");

    private static final List<String> TARGETS =
            List.of(
                    "metadata.annotations.copied",
                    "metadata.labels.app",
                    "metadata.name",
                    "data.k",
                    "data.[dotted.key]",
                    "spec.replicas",
                    "spec.m.x",
                    "spec.list.0.v",
                    "spec.list.5",
                    "spec.new.[name=n].field",
                    "spec.template.spec.containers.*.image",
                    "spec.template.spec.containers.[name=c1].env.[name=A].value",
                    "spec.template.spec.containers.0.args");

    private final Random random;
    private final RandomObjects objects;
    private final BiConsumer<String, String> file;

    /// @param file takes a path and a text
    RandomExtras(Random random, RandomObjects objects, BiConsumer<String, String> file) {
        this.random = random;
        this.objects = objects;
        this.file = file;
    }

    void add(List<String> text, String directory) {
        replacements(text, directory);
        variables(text);
        configurations(text, directory);
        deprecatedPatches(text, directory);
        plugins(text, directory);
        presentation(text);
        schema(text, directory);
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String one(String... of) {
        return of[random.nextInt(of.length)];
    }

    private String name() {
        return RandomBuild.name(random);
    }

    private void replacements(List<String> text, String directory) {
        if (!chance(9)) {
            return;
        }
        String replacement = replacement();
        if (chance(3)) {
            file.accept(directory + "/repl.yaml", replacement);
            text.add("replacements:\n- path: repl.yaml\n");
        } else {
            text.add("replacements:\n- " + replacement.replace("\n", "\n  ").strip() + "\n");
        }
    }

    private String replacement() {
        String source =
                chance(6)
                        ? "sourceValue: " + one("v", "\"5\"", "a-b") + "\n"
                        : "source: {kind: %s, name: %s, fieldPath: %s%s}\n"
                                .formatted(
                                        objects.kind(),
                                        name(),
                                        one(SOURCES),
                                        chance(4)
                                                ? ", options: {delimiter: \"-\", index: %d}"
                                                        .formatted(random.nextInt(3) - 1)
                                                : "");
        String options =
                switch (random.nextInt(4)) {
                    case 0 -> "  options: {create: true}\n";
                    case 1 ->
                            "  options: {delimiter: \"%s\", index: %d}\n"
                                    .formatted(one(":", "-", "/"), random.nextInt(4) - 1);
                    default -> "";
                };
        return source
                + "targets:\n- select: "
                + selector()
                + "\n"
                + (chance(4) ? "  reject: [" + selector() + "]\n" : "")
                + "  fieldPaths: ["
                + one(TARGETS)
                + "]\n"
                + options;
    }

    private String selector() {
        return switch (random.nextInt(6)) {
            case 0 -> "{name: " + name() + "}";
            case 1 -> "{kind: " + objects.kind() + "}";
            case 2 -> "{labelSelector: \"app=" + name() + "\"}";
            case 3 -> "{namespace: " + one("default", "prod", "x.*") + "}";
            case 4 -> "{kind: ConfigMap, name: \".*" + name() + "\"}";
            default -> "{kind: \"" + objects.kindPattern() + "\"}";
        };
    }

    private void variables(List<String> text) {
        if (chance(20)) {
            text.add(
                    "vars:\n- name: %s\n  objref: {apiVersion: v1, kind: %s, name: %s}\n"
                            .formatted(
                                    one("VAR", "OTHER"),
                                    one("ConfigMap", "Service", "Secret"),
                                    name()));
            text.add(chance(2) ? "  fieldref: {fieldPath: " + one("data.a", "kind") + "}\n" : "");
        }
    }

    private void configurations(List<String> text, String directory) {
        if (chance(8)) {
            String field = one("namePrefix", "nameSuffix", "namespace", "commonLabels", "images");
            String path =
                    switch (field) {
                        case "commonLabels" -> one("metadata/labels", "spec/selector");
                        case "images" -> "spec/image";
                        default -> one("metadata/name", "spec/m/x", "data/k", "spec/list/name");
                    };
            String kind = chance(3) ? "" : ", kind: " + objects.kind();
            file.accept(
                    directory + "/config.yaml",
                    field + ":\n- {path: " + path + kind + ", create: " + chance(2) + "}\n");
            text.add("configurations: [config.yaml]\n");
        } else if (chance(12)) {
            file.accept(
                    directory + "/config.yaml",
                    """
                    nameReference:
                    - kind: ConfigMap
                      fieldSpecs:
                      - {path: spec/m/x, kind: Foo}
                      - {path: spec/list/name}
                    """);
            text.add("configurations: [config.yaml]\n");
        }
    }

    private void deprecatedPatches(List<String> text, String directory) {
        if (chance(25)) {
            file.accept(directory + "/sm.yaml", objects.patch());
            text.add("patchesStrategicMerge: [sm.yaml]\n");
        }
        if (chance(12)) {
            file.accept(directory + "/json.yaml", objects.jsonPatch());
            text.add(
                    "patchesJson6902:\n- path: json.yaml\n  target: {group: apps, version: v1, kind: Deployment, name: %s}\n"
                            .formatted(name()));
        }
    }

    private void plugins(List<String> text, String directory) {
        if (chance(8)) {
            file.accept(directory + "/plugin.yaml", plugin());
            text.add(one("transformers", "transformers", "validators") + ": [plugin.yaml]\n");
        }
    }

    private String plugin() {
        String specs = "fieldSpecs:\n- {path: %s, create: true}\n";
        String body =
                switch (random.nextInt(8)) {
                    case 0 ->
                            "kind: LabelTransformer\nlabels: {pl: %s}\n".formatted(one("x", "5"))
                                    + specs.formatted("metadata/labels");
                    case 1 ->
                            "kind: AnnotationsTransformer\nannotations: {pa: x}\n"
                                    + specs.formatted("metadata/annotations");
                    case 2 ->
                            "kind: PrefixTransformer\nprefix: pp-\n"
                                    + specs.formatted("metadata/name");
                    case 3 ->
                            "kind: NamespaceTransformer\nunsetOnly: %s\nsetRoleBindingSubjects: %s\n"
                                            .formatted(
                                                    chance(2),
                                                    one(
                                                            "none",
                                                            "defaultOnly",
                                                            "allServiceAccounts"))
                                    + specs.formatted("metadata/namespace");
                    case 4 ->
                            "kind: ImageTagTransformer\nimageTag: {name: nginx, newTag: 2}\n"
                                    + specs.formatted("spec/image");
                    case 5 ->
                            "kind: ValueAddTransformer\nvalue: va\ntargets:\n- selector: {kind: Foo}\n  fieldPath: spec/m/x\n";
                    case 6 ->
                            "kind: PatchTransformer\npatch: '{apiVersion: v1, kind: ConfigMap, metadata: {name: %s}, data: {pt: x}}'\n"
                                    .formatted(name());
                    default ->
                            "kind: ReplicaCountTransformer\nreplica: {name: %s, count: 4}\nfieldSpecs: [{path: spec/replicas, kind: Deployment, create: true}]\n"
                                    .formatted(name());
                };
        return "apiVersion: builtin\nmetadata: {name: plugin, namespace: pns}\n" + body;
    }

    private void presentation(List<String> text) {
        if (chance(10)) {
            text.add(
                    "sortOptions: "
                            + one(
                                    "{order: fifo}",
                                    "{order: legacy}",
                                    "{order: legacy, legacySortOptions: {orderFirst: [Service], orderLast: [Secret]}}")
                            + "\n");
        }
        if (chance(8)) {
            text.add(
                    "buildMetadata: ["
                            + one(
                                    "originAnnotations",
                                    "transformerAnnotations",
                                    "managedByLabel",
                                    "originAnnotations, transformerAnnotations")
                            + "]\n");
        }
    }

    private void schema(List<String> text, String directory) {
        if (chance(25)) {
            text.add("openapi: {version: v1.21.2}\n");
        } else if (chance(25)) {
            file.accept(
                    directory + "/schema.json",
                    """
                    {"definitions": {"v1.Foo": {"type": "object", "properties": {"spec": {"type": "object",
                    "properties": {"list": {"type": "array", "x-kubernetes-patch-strategy": "merge",
                    "x-kubernetes-patch-merge-key": "name", "items": {"type": "object"}}}}},
                    "x-kubernetes-group-version-kind": [{"group": "example.com", "version": "v1", "kind": "Foo"}]}}}
                    """);
            text.add("openapi: {path: schema.json}\n");
        }
        if (chance(25)) {
            file.accept(
                    directory + "/crd.json",
                    """
                    {"x.Foo": {"Schema": {"properties": {"apiVersion": {}, "kind": {}, "metadata": {}, "spec": {"$ref": "x.Spec"}}}},
                    "x.Spec": {"Schema": {"properties": {"m": {"x-kubernetes-label-selector": ""},
                    "ref": {"x-kubernetes-object-ref-api-version": "v1", "x-kubernetes-object-ref-kind": "ConfigMap"}}}}}
                    """);
            text.add("crds: [crd.json]\n");
        }
    }
}
