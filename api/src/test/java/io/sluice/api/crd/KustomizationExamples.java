package io.sluice.api.crd;

import java.util.List;
import java.util.stream.Stream;

/// What the schema of Kustomization lets through and what not.
final class KustomizationExamples {
    static final String MINIMAL =
            """
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata: {name: shop, namespace: default}
            spec:
              interval: 10m
              prune: true
              sourceRef: {kind: GitRepository, name: shop}
            """;

    private static final Example.Maker KS = new Example.Maker(MINIMAL);

    private KustomizationExamples() {}

    static List<Example> all() {
        return Stream.of(shape(), build(), apply()).flatMap(List::stream).toList();
    }

    private static List<Example> shape() {
        return List.of(
                KS.requires("/spec"),
                KS.requires("/spec/interval"),
                KS.requires("/spec/prune"),
                KS.requires("/spec/sourceRef"),
                KS.requires("/spec/sourceRef/kind"),
                KS.requires("/spec/sourceRef/name"),
                KS.accepts("/spec/prune", "false"),
                KS.accepts("/spec/sourceRef/namespace", "sources"),
                KS.accepts("/spec/sourceRef/kind", "OCIRepository"),
                KS.accepts("/spec/sourceRef/kind", "Bucket"),
                KS.accepts("/spec/sourceRef/kind", "ExternalArtifact"),
                KS.refuses("/spec/sourceRef/kind", "HelmChart", "Unsupported value: \"HelmChart\""),
                KS.refuses("/spec/interval", "daily", "spec.interval in body should match"),
                KS.accepts("/spec/retryInterval", "30s"),
                KS.refuses("/spec/retryInterval", "30", "must be of type string"),
                KS.accepts("/spec/timeout", "1h"),
                KS.refuses("/spec/timeout", "1w", "spec.timeout in body should match"),
                KS.accepts("/spec/dependsOn", "[{name: a}, {name: b, namespace: c, readyExpr: x}]"),
                KS.refuses("/spec/dependsOn", "[{namespace: a}]", "name: Required value"),
                KS.accepts("/spec/suspend", "true"));
    }

    private static List<Example> build() {
        return List.of(
                KS.accepts("/spec/path", "./apps/shop"),
                KS.accepts("/spec/components", "[../a]"),
                KS.accepts("/spec/ignoreMissingComponents", "true"),
                KS.accepts("/spec/buildMetadata", "[originAnnotations]"),
                KS.accepts("/spec/commonMetadata", "{labels: {a: b}, annotations: {c: d}}"),
                KS.refuses("/spec/commonMetadata", "{labels: {a: 1}}", "must be of type string"),
                KS.accepts("/spec/namePrefix", "a-"),
                KS.refuses("/spec/namePrefix", "''", "should be at least 1 chars long"),
                KS.refuses("/spec/namePrefix", "a".repeat(201), "Too long"),
                KS.refuses("/spec/nameSuffix", "''", "should be at least 1 chars long"),
                KS.refuses("/spec/nameSuffix", "a".repeat(201), "Too long"),
                KS.accepts("/spec/targetNamespace", "a".repeat(63)),
                KS.refuses("/spec/targetNamespace", "''", "should be at least 1 chars long"),
                KS.refuses("/spec/targetNamespace", "a".repeat(64), "Too long"),
                KS.accepts("/spec/images", "[{name: a, newName: b, newTag: c, digest: d}]"),
                KS.refuses("/spec/images", "[{newTag: c}]", "name: Required value"),
                KS.accepts("/spec/patches", "[{patch: x, target: {kind: A, labelSelector: b}}]"),
                KS.refuses("/spec/patches", "[{target: {kind: A}}]", "patch: Required value"),
                KS.accepts("/spec/postBuild/substituteStrategy", "Always"),
                KS.accepts("/spec/postBuild/substituteStrategy", "WithVariables"),
                KS.refuses("/spec/postBuild/substituteStrategy", "Never", "Unsupported value"),
                KS.accepts("/spec/postBuild/substitute", "{a: b}"),
                KS.refuses("/spec/postBuild/substitute", "{a: 1}", "must be of type string"),
                KS.accepts(
                        "/spec/postBuild/substituteFrom",
                        "[{kind: Secret, name: a, optional: true}]"),
                KS.refuses(
                        "/spec/postBuild/substituteFrom",
                        "[{kind: Pod, name: a}]",
                        "Unsupported value: \"Pod\""),
                KS.refuses(
                        "/spec/postBuild/substituteFrom",
                        "[{kind: Secret, name: ''}]",
                        "should be at least 1 chars long"),
                KS.refuses("/spec/postBuild/substituteFrom", "[{name: a}]", "kind: Required value"),
                KS.accepts("/spec/decryption", "{provider: sops, secretRef: {name: a}}"),
                KS.refuses("/spec/decryption", "{provider: vault}", "Unsupported value: \"vault\""),
                KS.refuses("/spec/decryption", "{}", "provider: Required value"));
    }

    private static List<Example> apply() {
        return List.of(
                KS.accepts("/spec/deletionPolicy", "MirrorPrune"),
                KS.accepts("/spec/deletionPolicy", "Delete"),
                KS.accepts("/spec/deletionPolicy", "WaitForTermination"),
                KS.accepts("/spec/deletionPolicy", "Orphan"),
                KS.refuses("/spec/deletionPolicy", "orphan", "Unsupported value: \"orphan\""),
                KS.accepts("/spec/force", "true"),
                KS.accepts("/spec/wait", "true"),
                KS.accepts("/spec/serviceAccountName", "deployer"),
                KS.accepts("/spec/healthChecks", "[{kind: Deployment, name: a, namespace: b}]"),
                KS.refuses("/spec/healthChecks", "[{kind: Deployment}]", "name: Required value"),
                KS.refuses("/spec/healthChecks", "[{name: a}]", "kind: Required value"),
                KS.accepts("/spec/healthCheckExprs", "[{apiVersion: v1, current: 'true'}]"),
                KS.refuses(
                        "/spec/healthCheckExprs", "[{apiVersion: v1}]", "current: Required value"),
                KS.refuses(
                        "/spec/healthCheckExprs",
                        "[{current: 'true'}]",
                        "apiVersion: Required value"),
                KS.accepts("/spec/ignore", "[{paths: [/spec/replicas], target: {kind: A}}]"),
                KS.refuses("/spec/ignore", "[{target: {kind: A}}]", "paths: Required value"),
                KS.accepts("/spec/kubeConfig", "{secretRef: {name: a, key: b}}"),
                KS.accepts("/spec/kubeConfig", "{configMapRef: {name: a}}"),
                KS.refuses("/spec/kubeConfig", "{}", "exactly one of configMapRef and secretRef"),
                KS.refuses(
                        "/spec/kubeConfig",
                        "{secretRef: {name: a}, configMapRef: {name: b}}",
                        "exactly one of configMapRef and secretRef"),
                KS.refuses("/spec/kubeConfig/secretRef", "{key: a}", "name: Required value"));
    }
}
