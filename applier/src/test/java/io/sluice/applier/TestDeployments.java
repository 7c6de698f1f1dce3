package io.sluice.applier;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;

/// Plays the controller of Deployments.
final class TestDeployments {

    private final TestBench bench;

    TestDeployments(TestBench bench) {
        this.bench = bench;
    }

    String yaml(String name) {
        return """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: %1$s, namespace: %2$s}
        spec:
          replicas: 1
          selector: {matchLabels: {app: %1$s}}
          template:
            metadata: {labels: {app: %1$s}}
            spec:
              containers: [{name: web, image: "example.com/web:1"}]
        """
                .formatted(name, bench.namespace);
    }

    /// One of Flux's own controllers, `kustomize-controller`.
    static String ofFlux(TestBench bench) {
        return """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: kustomize-controller
          namespace: %s
          labels: {app.kubernetes.io/part-of: flux}
        spec:
          selector: {matchLabels: {app: k}}
          template:
            metadata: {labels: {app: k}}
            spec: {containers: [{name: manager, image: "example.com/k:1"}]}
        """
                .formatted(bench.namespace);
    }

    void awaitApplied(String name) {
        await().atMost(TestBench.SOON)
                .until(() -> bench.live("apps/v1", "Deployment", name) != null);
    }

    void makeReady(String name) {
        setStatus(name, status(1, "True", "NewReplicaSetAvailable", "it is there"));
    }

    void loseReplicas(String name) {
        setStatus(name, status(0, "True", "NewReplicaSetAvailable", "it was there"));
    }

    void exceedDeadline(String name, String message) {
        setStatus(name, status(0, "False", "ProgressDeadlineExceeded", message));
    }

    private static DeploymentStatus status(
            int available, String progressing, String reason, String message) {
        return new DeploymentStatusBuilder()
                .withObservedGeneration(1L)
                .withReplicas(1)
                .withUpdatedReplicas(1)
                .withReadyReplicas(available)
                .withAvailableReplicas(available)
                .addNewCondition()
                .withType("Available")
                .withStatus(available == 1 ? "True" : "False")
                .endCondition()
                .addNewCondition()
                .withType("Progressing")
                .withStatus(progressing)
                .withReason(reason)
                .withMessage(message)
                .endCondition()
                .build();
    }

    private void setStatus(String name, DeploymentStatus status) {
        bench.client
                .apps()
                .deployments()
                .inNamespace(bench.namespace)
                .withName(name)
                .editStatus(
                        live -> {
                            live.setStatus(status);
                            return live;
                        });
    }
}
