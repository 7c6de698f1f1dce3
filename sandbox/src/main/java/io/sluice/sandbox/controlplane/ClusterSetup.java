package io.sluice.sandbox.controlplane;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Applies what the services need in a cluster, from the folders that also deploy them: namespace,
/// accounts, roles and resource definitions. The workloads stay out: here they are processes.
public final class ClusterSetup {

    private static final String FIELD_MANAGER = "sluice-sandbox";
    private static final Duration ESTABLISHED = Duration.ofSeconds(30);

    /// What is applied, in this order.
    private static final List<String> KINDS =
            List.of(
                    "Namespace",
                    "CustomResourceDefinition",
                    "ServiceAccount",
                    "ClusterRole",
                    "Role",
                    "ClusterRoleBinding",
                    "RoleBinding");

    private final KubernetesClient client;

    public ClusterSetup(KubernetesClient client) {
        this.client = client;
    }

    /// Applies the folder; returns when its resource definitions are served.
    public void apply(Path folder) {
        var definitions = new ArrayList<CustomResourceDefinition>();
        new ManifestFolder(client, folder)
                .read().stream()
                        .filter(object -> KINDS.contains(object.getKind()))
                        .filter(object -> !isOfSomebodyElse(object))
                        .sorted(Comparator.comparingInt(object -> KINDS.indexOf(object.getKind())))
                        .forEach(
                                object -> {
                                    applyOne(object);
                                    if (object instanceof CustomResourceDefinition definition) {
                                        definitions.add(definition);
                                    }
                                });
        definitions.forEach(this::awaitEstablished);
    }

    /// What stayed out.
    public List<Deployment> workloads(Path folder) {
        return new ManifestFolder(client, folder)
                .read().stream()
                        .filter(Deployment.class::isInstance)
                        .map(Deployment.class::cast)
                        .toList();
    }

    private void applyOne(HasMetadata object) {
        client.resource(object).fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply();
    }

    /// Flux's own definitions, on a cluster that runs Flux, stay as they are.
    private boolean isOfSomebodyElse(HasMetadata object) {
        if (!(object instanceof CustomResourceDefinition)) {
            return false;
        }
        HasMetadata live = client.resource(object).get();
        if (live == null || live.getMetadata().getLabels() == null) {
            return false;
        }
        var labels = live.getMetadata().getLabels();
        return "flux".equals(labels.get("app.kubernetes.io/part-of"))
                && !"sluice".equals(labels.get("app.kubernetes.io/managed-by"));
    }

    private void awaitEstablished(CustomResourceDefinition definition) {
        client.resource(definition)
                .waitUntilCondition(
                        ClusterSetup::isEstablished, ESTABLISHED.toSeconds(), TimeUnit.SECONDS);
    }

    private static boolean isEstablished(@Nullable CustomResourceDefinition live) {
        return live != null
                && live.getStatus() != null
                && live.getStatus().getConditions().stream()
                        .filter(condition -> condition.getType().equals("Established"))
                        .anyMatch(condition -> condition.getStatus().equals("True"));
    }
}
