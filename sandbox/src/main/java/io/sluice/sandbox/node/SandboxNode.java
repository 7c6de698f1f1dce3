package io.sluice.sandbox.node;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The sandbox as a node of its cluster: each service, a process here, is a running Pod of the
/// Deployment that would run it elsewhere, so that `flux check`, `version` and `logs` find it.
public final class SandboxNode implements AutoCloseable {

    private static final String NAME = "sandbox";
    private static final String ADDRESS = "127.0.0.1";
    private static final String FIELD_MANAGER = "sluice-sandbox";

    private final LogServer logs;

    private SandboxNode(LogServer logs) {
        this.logs = logs;
    }

    /// Starts it; it is no part of a cluster yet.
    public static SandboxNode start(Path folder) {
        return new SandboxNode(LogServer.start(folder));
    }

    /// Joins the cluster with a Pod for each Deployment.
    ///
    /// @param logOf the log of a Deployment's container, by the Deployment's name; empty if it does
    ///     not run here
    public void join(
            KubernetesClient client,
            List<Deployment> deployments,
            Function<String, Optional<Path>> logOf) {
        join(client);
        for (Deployment deployment : deployments) {
            logOf.apply(deployment.getMetadata().getName())
                    .ifPresent(file -> run(client, deployment, file));
        }
    }

    private void join(KubernetesClient client) {
        var node =
                new NodeBuilder()
                        .withNewMetadata()
                        .withName(NAME)
                        .endMetadata()
                        .withNewStatus()
                        .addNewAddress(ADDRESS, "InternalIP")
                        .withNewDaemonEndpoints()
                        .withNewKubeletEndpoint(logs.port())
                        .endDaemonEndpoints()
                        .endStatus()
                        .build();
        client.nodes().resource(node).create();
        client.nodes()
                .withName(NAME)
                .editStatus(live -> new NodeBuilder(live).withStatus(node.getStatus()).build());
    }

    private void run(KubernetesClient client, Deployment deployment, Path file) {
        Deployment live = apply(client, deployment);
        Pod pod = pod(live);
        logs.publish(pod.getMetadata().getName(), file);
        Pod created = apply(client, pod);
        client.resource(created).editStatus(each -> running(each));
        client.resource(live).editStatus(SandboxNode::available);
    }

    private static <T extends HasMetadata> T apply(KubernetesClient client, T object) {
        return client.resource(object)
                .fieldManager(FIELD_MANAGER)
                .forceConflicts()
                .serverSideApply();
    }

    private static Pod pod(Deployment deployment) {
        var metadata = deployment.getMetadata();
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(metadata.getNamespace())
                .withName(metadata.getName() + "-0")
                .withLabels(deployment.getSpec().getTemplate().getMetadata().getLabels())
                .withOwnerReferences(
                        new OwnerReferenceBuilder()
                                .withApiVersion(deployment.getApiVersion())
                                .withKind(deployment.getKind())
                                .withName(metadata.getName())
                                .withUid(metadata.getUid())
                                .build())
                .endMetadata()
                .withSpec(deployment.getSpec().getTemplate().getSpec())
                .editSpec()
                .withNodeName(NAME)
                .endSpec()
                .build();
    }

    private static Pod running(Pod pod) {
        String now = Instant.now().toString();
        var status =
                new PodBuilder(pod)
                        .withNewStatus()
                        .withPhase("Running")
                        .withHostIP(ADDRESS)
                        .withPodIP(ADDRESS)
                        .withStartTime(now)
                        .addNewCondition()
                        .withType("Ready")
                        .withStatus("True")
                        .withLastTransitionTime(now)
                        .endCondition();
        for (var container : pod.getSpec().getContainers()) {
            status.addNewContainerStatus()
                    .withName(container.getName())
                    .withImage(container.getImage())
                    .withImageID(container.getImage())
                    .withReady(true)
                    .withStarted(true)
                    .withRestartCount(0)
                    .withNewState()
                    .withNewRunning(now)
                    .endState()
                    .endContainerStatus();
        }
        return status.endStatus().build();
    }

    private static Deployment available(Deployment deployment) {
        return new DeploymentBuilder(deployment)
                .withNewStatus()
                .withObservedGeneration(deployment.getMetadata().getGeneration())
                .withReplicas(1)
                .withUpdatedReplicas(1)
                .withReadyReplicas(1)
                .withAvailableReplicas(1)
                .addNewCondition()
                .withType("Available")
                .withStatus("True")
                .withReason("MinimumReplicasAvailable")
                .endCondition()
                .addNewCondition()
                .withType("Progressing")
                .withStatus("True")
                .withReason("NewReplicaSetAvailable")
                .endCondition()
                .endStatus()
                .build();
    }

    @Override
    public void close() {
        logs.close();
    }
}
