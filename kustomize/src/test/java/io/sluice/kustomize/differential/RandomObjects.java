package io.sluice.kustomize.differential;

import java.util.HashSet;
import java.util.List;
import java.util.Random;

/// Makes up Kubernetes objects and patches to them.
final class RandomObjects {

    static final List<String> IMAGES = List.of("nginx", "repo:5000/app", "redis");

    private static final List<String> KINDS =
            List.of(
                    "Deployment",
                    "Service",
                    "ConfigMap",
                    "Secret",
                    "ServiceAccount",
                    "Ingress",
                    "RoleBinding",
                    "ClusterRole",
                    "Job",
                    "Foo",
                    "Namespace",
                    "StatefulSet");

    private final Random random;

    RandomObjects(Random random) {
        this.random = random;
    }

    String kind() {
        return KINDS.get(random.nextInt(KINDS.size()));
    }

    String kindPattern() {
        return switch (random.nextInt(4)) {
            case 0 -> "Deployment|Service";
            case 1 -> "Deployment";
            case 2 -> "ConfigMap";
            default -> kind();
        };
    }

    private String name() {
        return RandomBuild.name(random);
    }

    String documents(int count) {
        var text = new StringBuilder();
        var seen = new HashSet<String>();
        for (int i = 0; i < count; i++) {
            String kind = kind();
            String name = name();
            String namespace = RandomBuild.namespace(random);
            if (seen.add(kind + name + namespace)) {
                text.append(text.isEmpty() ? "" : "---\n").append(object(kind, name, namespace));
            }
        }
        return text.toString();
    }

    private static String apiVersion(String kind) {
        return switch (kind) {
            case "Deployment", "StatefulSet" -> "apps/v1";
            case "Ingress" -> "networking.k8s.io/v1";
            case "RoleBinding", "ClusterRole" -> "rbac.authorization.k8s.io/v1";
            case "Job" -> "batch/v1";
            case "Foo" -> "example.com/v1";
            default -> "v1";
        };
    }

    private String object(String kind, String name, String namespace) {
        return "apiVersion: "
                + apiVersion(kind)
                + "\nkind: "
                + kind
                + "\nmetadata:\n  name: "
                + name
                + "\n"
                + (namespace.isEmpty() ? "" : "  namespace: " + namespace + "\n")
                + (random.nextBoolean() ? "  labels: {app: " + name() + "}\n" : "")
                + (random.nextInt(4) == 0 ? "  annotations: {n: 1, t: true}\n" : "")
                + body(kind);
    }

    private String body(String kind) {
        return switch (kind) {
            case "Deployment", "StatefulSet", "Job" ->
                    "spec:\n"
                            + (random.nextBoolean() ? "  replicas: 2\n" : "")
                            + (random.nextBoolean() ? "  selector: {matchLabels: {app: x}}\n" : "")
                            + "  template:\n    metadata: {labels: {app: x}}\n    spec:\n"
                            + podSpec("      ");
            case "Service" -> "spec:\n  selector: {app: x}\n  ports: " + ports() + "\n";
            case "ConfigMap" -> "data:\n  a: " + scalar() + "\n  k: v\n";
            case "Secret" -> "stringData: {x: y}\n";
            case "Ingress" ->
                    "spec:\n  tls: [{secretName: "
                            + name()
                            + "}]\n  rules:\n  - http: {paths: [{path: /, backend: {service: {name: "
                            + name()
                            + "}}}]}\n";
            case "RoleBinding" ->
                    "roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "
                            + name()
                            + "}\nsubjects:\n- {kind: ServiceAccount, name: "
                            + (random.nextBoolean() ? "default" : name())
                            + ", namespace: "
                            + (random.nextBoolean() ? "prod" : "x1")
                            + "}\n";
            case "Foo" -> "spec: {list: [{name: a, v: 1}, b, 3], m: {x: " + scalar() + "}}\n";
            default -> "";
        };
    }

    private String podSpec(String indent) {
        String pod =
                "serviceAccountName: %s\n".formatted(name())
                        + "containers:\n- name: c1\n  image: %s:1\n".formatted(image())
                        + "  ports: %s\n".formatted(containerPorts())
                        + "  env:\n  - {name: A, value: x}\n"
                        + "  - {name: B, valueFrom: {configMapKeyRef: {name: %s, key: k}}}\n"
                                .formatted(random.nextBoolean() ? "gen-base" : name())
                        + (random.nextBoolean() ? "- {name: c2, image: redis}\n" : "")
                        + "volumes:\n- {name: v, configMap: {name: %s}}\n".formatted(name())
                        + "- {name: w, secret: {secretName: %s}}\n"
                                .formatted(random.nextBoolean() ? "sec-base" : name());
        return pod.indent(indent.length());
    }

    private String image() {
        return IMAGES.get(random.nextInt(IMAGES.size()));
    }

    private String port(String field) {
        String protocol =
                switch (random.nextInt(3)) {
                    case 0 -> ", protocol: TCP";
                    case 1 -> ", protocol: UDP";
                    default -> "";
                };
        String extra = random.nextInt(3) == 0 ? ", name: n" + random.nextInt(9) : "";
        String port = random.nextInt(12) == 0 ? "x: y" : field + ": " + (80 + random.nextInt(3));
        return "{" + port + protocol + extra + "}";
    }

    private String ports() {
        var text = new StringBuilder("[");
        for (int i = random.nextInt(3); i >= 0; i--) {
            text.append(port("port")).append(i > 0 ? ", " : "");
        }
        return text.append("]").toString();
    }

    private String containerPorts() {
        return ports().replace("{port", "{containerPort");
    }

    private String scalar() {
        return switch (random.nextInt(16)) {
            case 0 -> "1";
            case 1 -> "\"1\"";
            case 2 -> "yes";
            case 3 -> "1.50";
            case 4 -> "~";
            case 5 -> "2020-01-02";
            case 6 -> "|\n    two\n    lines\n";
            case 7 -> "0o17";
            case 8 -> "'it''s'";
            case 9 -> "a: b".replace(": ", ":");
            case 10 -> "\"tab\\tx\"";
            case 11 -> ">-\n    folded\n    text\n";
            case 12 -> "1e3";
            case 13 -> "0x1F";
            case 14 -> "\"@x\"";
            default -> "plain words";
        };
    }

    String patch() {
        String kind = random.nextInt(3) == 0 ? kind() : "Deployment";
        String head =
                "apiVersion: %s\nkind: %s\nmetadata:\n  name: %s\n"
                        .formatted(apiVersion(kind), kind, name());
        return head
                + switch (random.nextInt(9)) {
                    case 0 -> "  labels: {added: l, app: null}\n";
                    case 1 -> "spec: {replicas: 7}\n";
                    case 2 -> "spec: {ports: " + ports() + "}\n";
                    case 3 ->
                            "spec: {template: {spec: {containers: [{name: c1, ports: "
                                    + containerPorts()
                                    + "}]}}}\n";
                    case 4 ->
                            "spec: {template: {spec: {containers: [{name: c1, env: [{name: A, $patch: delete}, {name: Z, value: \"1\"}]}]}}}\n";
                    case 5 -> "$patch: delete\n";
                    case 6 ->
                            "spec: {template: {spec: {containers: [{name: c3, image: nginx}, {$patch: %s}]}}}\n"
                                    .formatted(random.nextBoolean() ? "replace" : "merge");
                    case 7 -> "data: {a: " + scalar().replace("\n", "\n  ") + "\n}\n";
                    default ->
                            "spec: {template: {spec: {volumes: [{name: v, $patch: delete}, {name: w, secret: null, emptyDir: {}}]}}}\n";
                };
    }

    String jsonPatch() {
        return switch (random.nextInt(7)) {
            case 0 -> "- {op: add, path: /metadata/labels/x, value: y}\n";
            case 1 -> "- {op: replace, path: /spec/replicas, value: 9}\n";
            case 2 -> "- {op: remove, path: /metadata/labels}\n";
            case 3 ->
                    "[{\"op\": \"add\", \"path\": \"/metadata/annotations\", \"value\": {\"z\": \"1\"}}]";
            case 4 ->
                    "- {op: test, path: /metadata/name, value: web}\n- {op: add, path: /t, value: [1, 2.50, yes]}\n";
            case 5 ->
                    "- {op: add, path: /spec/template/spec/containers/-, value: {name: j, image: nginx}}\n";
            default -> "- {op: copy, from: /metadata/name, path: /metadata/annotations/c}\n";
        };
    }
}
