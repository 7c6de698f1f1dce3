package io.sluice.applier;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.sluice.api.crd.CustomResourceDefinitions;
import io.sluice.api.kustomize.Kustomization;
import io.sluice.sandbox.controlplane.ControlPlane;
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
