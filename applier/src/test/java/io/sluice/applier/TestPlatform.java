package io.sluice.applier;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.sluice.api.crd.CustomResourceDefinitions;
import io.sluice.api.kustomize.Kustomization;
import io.sluice.sandbox.controlplane.Cluster;
import io.sluice.sandbox.controlplane.ControlPlane;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The one control plane that all tests of this process share; each test has namespaces of its own.
final class TestPlatform {

    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    private TestPlatform() {}

    private static final class Holder {
        static final ControlPlane CONTROL_PLANE = start();
    }

    static ControlPlane controlPlane() {
        return Holder.CONTROL_PLANE;
    }

    static KubernetesClient client() {
        return Holder.CONTROL_PLANE.client();
    }

    /// A new namespace.
    static String namespace() {
        String name = "test-" + NAMESPACES.incrementAndGet();
        client().resource(
                        new NamespaceBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .endMetadata()
                                .build())
                .create();
        return name;
    }

    /// As an account that may do everything to config maps but list and watch them.
    static KubernetesClient accountThatMayNotWatch(String namespace) {
        String manifests =
                """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: no-watch, namespace: %1$s}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: no-watch-%1$s}
            rules:
              - {apiGroups: [kustomize.toolkit.fluxcd.io], resources: ["*"], verbs: ["*"]}
              - apiGroups: [""]
                resources: [configmaps]
                verbs: [get, create, patch, delete]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: no-watch-%1$s}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: no-watch-%1$s}
            subjects: [{kind: ServiceAccount, name: no-watch, namespace: %1$s}]
            """
                        .formatted(namespace);
        client().load(new ByteArrayInputStream(manifests.getBytes(StandardCharsets.UTF_8)))
                .items()
                .forEach(item -> client().resource(item).serverSideApply());
        var account = new Cluster.ServiceAccountName(namespace, "no-watch");
        Path file =
                controlPlane()
                        .writeKubeconfigOf(
                                account, controlPlane().directory().resolve(namespace + ".config"));
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(file.toFile()))
                .build();
    }

    private static ControlPlane start() {
        ControlPlane controlPlane = ControlPlane.start();
        for (var definition : CustomResourceDefinitions.all()) {
            controlPlane.client().resource(definition).create();
        }
        await().atMost(20, TimeUnit.SECONDS)
                .ignoreExceptions()
                .until(
                        () ->
                                controlPlane
                                        .client()
                                        .resources(Kustomization.class)
                                        .inAnyNamespace()
                                        .list()
                                        .getItems()
                                        .isEmpty());
        return controlPlane;
    }
}
