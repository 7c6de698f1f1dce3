package io.sluice.applier;

import static io.sluice.applier.Hand.apply;
import static io.sluice.applier.Hand.delete;
import static io.sluice.applier.Hand.json;
import static io.sluice.applier.Hand.merge;
import static io.sluice.applier.Hand.mergeOf;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What people and controllers do to managed objects, and what is expected of us.
final class Edits {

    private static final String OWNER = "kustomize.toolkit.fluxcd.io~1";
    private static final String POD = "/spec/template/spec";
    private static final String WEB = POD + "/containers/{\"name\":\"web\"}";
    private static final String POD_PORT =
            WEB + "/ports/{\"containerPort\":80,\"protocol\":\"TCP\"}";
    private static final String PORT = "/spec/ports/{\"port\":80,\"protocol\":\"TCP\"}";

    private Edits() {}

    /// What has to become of an edit.
    enum End {
        /// The object is as before.
        REPAIRED,
        /// Our part is as before; what was added stays.
        REPAIRED_BESIDE,
        /// Nothing happens.
        IGNORED
    }

    /// One edit.
    ///
    /// @param paths that the event names
    /// @param by whom the event names; null for anybody
    /// @param requests that the repair takes
    record Edit(
            String what,
            String kind,
            Hand.Deed deed,
            End end,
            List<String> paths,
            @Nullable String by,
            int requests) {

        Edit by(String manager) {
            return new Edit(what, kind, deed, end, paths, manager, requests);
        }

        Edit requests(int count) {
            return new Edit(what, kind, deed, end, paths, by, count);
        }

        @Override
        public String toString() {
            return kind + ": " + what;
        }
    }

    private static Edit repaired(String kind, String what, Hand.Deed deed, String... paths) {
        return new Edit(what, kind, deed, End.REPAIRED, List.of(paths), null, 1);
    }

    private static Edit beside(String kind, String what, Hand.Deed deed, String... paths) {
        return new Edit(what, kind, deed, End.REPAIRED_BESIDE, List.of(paths), null, 1);
    }

    private static Edit ignored(String kind, String what, Hand.Deed deed) {
        return new Edit(what, kind, deed, End.IGNORED, List.of(), null, 0);
    }

    static Stream<Edit> edits() {
        return Stream.of(ofConfigMaps(), ofSecrets(), ofDeployments(), ofServices(), ofOthers())
                .flatMap(edits -> edits);
    }

    private static Stream<Edit> ofConfigMaps() {
        String kind = "ConfigMap";
        return Stream.of(
                repaired(kind, "a value changes", merge("alice", "data: {key: x}"), "/data/key")
                        .by("alice"),
                repaired(kind, "a value goes", merge("alice", "data: {key: null}"), "/data/key")
                        .by("unknown"),
                repaired(
                        kind,
                        "all values go",
                        merge("alice", "data: null"),
                        "/data/key",
                        "/data/other"),
                repaired(
                                kind,
                                "one value changes, one goes",
                                merge("bob", "data: {key: x, other: null}"),
                                "/data/key",
                                "/data/other")
                        .by("bob"),
                ignored(kind, "a foreign key is added", merge("alice", "data: {theirs: x}")),
                ignored(kind, "binary data is added", merge("alice", "binaryData: {b: aGk=}")),
                repaired(
                        kind,
                        "our label changes",
                        merge("alice", "metadata: {labels: {team: b}}"),
                        "/metadata/labels/team"),
                repaired(
                        kind,
                        "our label goes",
                        merge("alice", "metadata: {labels: {team: null}}"),
                        "/metadata/labels/team"),
                ignored(
                        kind,
                        "a foreign label is added",
                        merge("alice", "metadata: {labels: {theirs: x}}")),
                ignored(
                        kind,
                        "a foreign annotation is added",
                        merge("alice", "metadata: {annotations: {theirs: x}}")),
                repaired(
                        kind,
                        "the owner label goes",
                        json(
                                "alice",
                                "[{op: remove, path: /metadata/labels/%sname}]".formatted(OWNER)),
                        "/metadata/labels/" + OWNER + "name"),
                repaired(
                        kind,
                        "all labels go",
                        merge("alice", "metadata: {labels: null}"),
                        "/metadata/labels/" + OWNER + "name",
                        "/metadata/labels/" + OWNER + "namespace",
                        "/metadata/labels/team"),
                repaired(
                                kind,
                                "the owner label names another unit",
                                json(
                                        "alice",
                                        "[{op: replace, path: /metadata/labels/%sname, value: x}]"
                                                .formatted(OWNER)),
                                "/metadata/labels/" + OWNER + "name")
                        .by("alice"),
                repaired(
                        kind,
                        "our stamp goes",
                        json(
                                "alice",
                                "[{op: remove, path: /metadata/annotations/sluice.io~1digest}]"),
                        "/metadata/annotations/sluice.io~1digest"),
                repaired(
                        kind,
                        "our stamp is forged",
                        merge("alice", "metadata: {annotations: {sluice.io/revision: x}}"),
                        "/metadata/annotations/sluice.io~1revision"),
                repaired(kind, "it is deleted", delete()).by("unknown"),
                ignored(
                        kind,
                        "a finalizer is added",
                        merge("alice", "metadata: {finalizers: [example.com/theirs]}")),
                ignored(
                        kind,
                        "an owner reference is added",
                        merge(
                                "alice",
                                "metadata: {ownerReferences: [{apiVersion: v1, kind: ConfigMap,"
                                        + " name: x, uid: 7f3c0000-0000-4000-8000-000000000000}]}")),
                repaired(
                                kind,
                                "another manager takes a value by force",
                                apply("thief", "data: {key: x}"),
                                "/data/key")
                        .by("thief"),
                ignored(
                        kind,
                        "another manager applies the same value",
                        apply("friend", "data: {key: \"1\"}")),
                repaired(
                                kind,
                                "an edit bears our name",
                                merge("kustomize-controller", "data: {key: x}"),
                                "/data/key")
                        .by("kustomize-controller"),
                repaired(
                                kind,
                                "Flux applies something else under our name",
                                apply("kustomize-controller", "data: {key: x, other: \"2\"}"),
                                "/data/key",
                                "/metadata/annotations/probe",
                                "/metadata/annotations/sluice.io~1digest",
                                "/metadata/annotations/sluice.io~1revision",
                                "/metadata/labels/" + OWNER + "name",
                                "/metadata/labels/" + OWNER + "namespace",
                                "/metadata/labels/team")
                        .by("kustomize-controller"));
    }

    private static Stream<Edit> ofSecrets() {
        String kind = "Secret";
        return Stream.of(
                repaired(
                        kind,
                        "a value changes",
                        merge("alice", "data: {password: bGVha2Vk}"),
                        "/data/password"),
                repaired(kind, "a value goes", merge("alice", "data: {user: null}"), "/data/user"),
                repaired(
                                kind,
                                "another value is written as plain text",
                                merge("alice", "stringData: {password: leaked}"),
                                "/data/password")
                        .by("alice"),
                ignored(
                        kind,
                        "the same value is written as plain text",
                        merge("alice", "stringData: {password: hunter2}")),
                ignored(kind, "a foreign key is added", merge("alice", "data: {more: bW9yZQ==}")));
    }

    private static Stream<Edit> ofDeployments() {
        String kind = "Deployment";
        return Stream.of(
                repaired(
                                kind,
                                "it is scaled",
                                merge("alice", "spec: {replicas: 5}"),
                                "/spec/replicas")
                        .by("alice"),
                repaired(
                                kind,
                                "it is scaled through the subresource",
                                mergeOf("scale", "autoscaler", "spec: {replicas: 7}"),
                                "/spec/replicas")
                        .by("autoscaler"),
                ignored(
                        kind,
                        "its status changes",
                        mergeOf("status", "controller", "status: {observedGeneration: 1}")),
                repaired(
                                kind,
                                "an annotation changes through the status",
                                mergeOf(
                                        "status",
                                        "controller",
                                        "metadata: {annotations: {sluice.io/revision: x}}"),
                                "/metadata/annotations/sluice.io~1revision")
                        .by("controller"),
                repaired(
                        kind,
                        "the image changes",
                        json("alice", replaced("containers/0/image", "example.com/web:2")),
                        WEB + "/image"),
                repaired(
                        kind,
                        "a variable changes",
                        json("alice", replaced("containers/0/env/0/value", "x")),
                        WEB + "/env/{\"name\":\"A\"}/value"),
                repaired(
                        kind,
                        "a variable goes",
                        json("alice", removed("containers/0/env/1")),
                        WEB + "/env/{\"name\":\"B\"}/name",
                        WEB + "/env/{\"name\":\"B\"}/value"),
                beside(
                        kind,
                        "a variable is renamed",
                        json("alice", replaced("containers/0/env/0/name", "Z")),
                        WEB + "/env/{\"name\":\"A\"}/name",
                        WEB + "/env/{\"name\":\"A\"}/value"),
                ignored(
                        kind,
                        "a variable is added",
                        json("alice", added("containers/0/env/-", "{name: C, value: x}"))),
                ignored(
                        kind,
                        "a container is added",
                        json("alice", added("containers/-", "{name: side, image: side}"))),
                repaired(
                                kind,
                                "a port gets another protocol",
                                json("alice", replaced("containers/0/ports/0/protocol", "UDP")),
                                POD_PORT + "/containerPort",
                                POD_PORT + "/name",
                                POD_PORT + "/protocol")
                        .requests(3),
                repaired(
                                kind,
                                "a port gets another number",
                                json("alice", added("containers/0/ports/0/containerPort", "81")),
                                POD_PORT + "/containerPort",
                                POD_PORT + "/name",
                                POD_PORT + "/protocol")
                        .requests(3),
                ignored(
                        kind,
                        "our empty volume is filled",
                        json("alice", added("volumes/0/emptyDir/sizeLimit", "1Gi"))),
                ignored(
                        kind,
                        "our empty context is filled",
                        json("alice", added("securityContext/runAsUser", "1"))),
                ignored(
                        kind,
                        "it is restarted as kubectl does",
                        merge(
                                "kubectl-rollout",
                                "spec: {template: {metadata: {annotations: {restartedAt: now}}}}")),
                ignored(
                        kind,
                        "a quantity is written in another way",
                        json("alice", replaced("containers/0/resources/limits/cpu", "1000m"))),
                ignored(kind, "it is paused", merge("alice", "spec: {paused: true}")));
    }

    private static Stream<Edit> ofServices() {
        String kind = "Service";
        return Stream.of(
                repaired(
                                kind,
                                "its port changes",
                                json(
                                        "alice",
                                        "[{op: replace, path: /spec/ports/0/port, value: 81}]"),
                                PORT + "/name",
                                PORT + "/port",
                                PORT + "/protocol",
                                PORT + "/targetPort")
                        .requests(3),
                repaired(
                                kind,
                                "its protocol changes",
                                json(
                                        "alice",
                                        "[{op: replace, path: /spec/ports/0/protocol, value: UDP}]"),
                                PORT + "/name",
                                PORT + "/port",
                                PORT + "/protocol",
                                PORT + "/targetPort")
                        .requests(3),
                repaired(
                        kind,
                        "its target changes",
                        json("alice", "[{op: replace, path: /spec/ports/0/targetPort, value: 1}]"),
                        PORT + "/targetPort"),
                ignored(
                        kind,
                        "a port is added",
                        json(
                                "alice",
                                "[{op: add, path: /spec/ports/-, value: {name: x, port: 9}}]")),
                repaired(
                        kind,
                        "its selector changes",
                        merge("alice", "spec: {selector: {app: x}}"),
                        "/spec/selector"),
                repaired(
                        kind,
                        "its selector grows",
                        merge("alice", "spec: {selector: {more: x}}"),
                        "/spec/selector"),
                ignored(kind, "its type changes", merge("alice", "spec: {type: NodePort}")),
                beside(kind, "it is deleted", delete()));
    }

    private static Stream<Edit> ofOthers() {
        return Stream.of(
                repaired(
                        "Ingress",
                        "a host changes",
                        json("alice", "[{op: replace, path: /spec/rules/0/host, value: b.c}]"),
                        "/spec/rules"),
                ignored("Ingress", "a class is set", merge("alice", "spec: {ingressClassName: x}")),
                repaired(
                        "Role",
                        "a verb is added",
                        json("alice", "[{op: add, path: /rules/0/verbs/-, value: list}]"),
                        "/rules"),
                repaired("Role", "its rules go", merge("alice", "rules: []"), "/rules"),
                repaired(
                        "RoleBinding",
                        "a subject changes",
                        json("alice", "[{op: replace, path: /subjects/0/name, value: two}]"),
                        "/subjects"),
                repaired(
                        "NetworkPolicy",
                        "our empty selector is filled",
                        merge("alice", "spec: {podSelector: {matchLabels: {a: b}}}"),
                        "/spec/podSelector"),
                ignored(
                        "NetworkPolicy",
                        "a rule is added",
                        merge("alice", "spec: {ingress: [{}]}")),
                repaired(
                        "HorizontalPodAutoscaler",
                        "its limit changes",
                        merge("alice", "spec: {maxReplicas: 9}"),
                        "/spec/maxReplicas"),
                repaired(
                        "HorizontalPodAutoscaler",
                        "a target changes",
                        json(
                                "alice",
                                "[{op: replace, value: 50, path:"
                                        + " /spec/metrics/0/resource/target/averageUtilization}]"),
                        "/spec/metrics"),
                ignored(
                        "HorizontalPodAutoscaler",
                        "its status changes",
                        mergeOf("status", "controller", "status: {desiredReplicas: 2}")),
                repaired(
                        "CronJob",
                        "it is resumed",
                        merge("alice", "spec: {suspend: false}"),
                        "/spec/suspend"),
                repaired(
                        "ServiceAccount",
                        "it mounts its token",
                        merge("alice", "automountServiceAccountToken: true"),
                        "/automountServiceAccountToken"),
                ignored(
                        "ServiceAccount",
                        "it gets a secret",
                        merge("alice", "secrets: [{name: x}]")),
                repaired(
                        "Namespace",
                        "our label goes",
                        merge("alice", "metadata: {labels: {team: null}}"),
                        "/metadata/labels/team"),
                ignored(
                        "Namespace",
                        "a foreign label is added",
                        merge("alice", "metadata: {labels: {theirs: x}}")),
                repaired(
                        "CustomResourceDefinition",
                        "its schema changes",
                        json(
                                "alice",
                                "[{op: add, path: /spec/versions/0/additionalPrinterColumns, value:"
                                        + " [{name: a, type: string, jsonPath: .spec.color}]}]"),
                        "/spec/versions"),
                repaired(
                        "Widget",
                        "a value changes",
                        merge("alice", "spec: {size: 2}"),
                        "/spec/size"),
                repaired(
                        "Widget",
                        "a plain list grows",
                        json("alice", "[{op: add, path: /spec/steps/-, value: three}]"),
                        "/spec/steps"),
                repaired(
                        "Widget",
                        "a member of a set goes",
                        merge("alice", "spec: {tags: [a]}"),
                        "/spec/tags/\"b\""),
                ignored(
                        "Widget",
                        "a member of a set is added",
                        json("alice", "[{op: add, path: /spec/tags/-, value: c}]")),
                beside(
                        "Widget",
                        "an element gets another key",
                        json("alice", "[{op: replace, path: /spec/parts/0/id, value: z}]"),
                        "/spec/parts/{\"id\":\"x\"}/count",
                        "/spec/parts/{\"id\":\"x\"}/id"),
                ignored(
                        "Widget",
                        "our empty map is filled",
                        merge("alice", "spec: {free: {a: 1}}")),
                ignored("Widget", "a default changes", merge("alice", "spec: {color: blue}")),
                ignored(
                        "Widget",
                        "its status changes",
                        mergeOf("status", "controller", "status: {phase: x}")),
                repaired("Widget", "it is deleted", delete()));
    }

    private static String replaced(String path, String value) {
        return "[{op: replace, path: %s/%s, value: \"%s\"}]".formatted(POD, path, value);
    }

    private static String added(String path, String value) {
        return "[{op: add, path: %s/%s, value: %s}]".formatted(POD, path, value);
    }

    private static String removed(String path) {
        return "[{op: remove, path: %s/%s}]".formatted(POD, path);
    }
}
