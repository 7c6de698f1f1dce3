package io.sluice.sandbox.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// At which revision each unit is ready, by its status in the cluster, followed by a watch.
final class UnitStatuses implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> revisions = new ConcurrentHashMap<>();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final SharedIndexInformer<GenericKubernetesResource> informer;

    UnitStatuses(KubernetesClient client, String namespace) {
        this.informer =
                client.genericKubernetesResources("kustomize.toolkit.fluxcd.io/v1", "Kustomization")
                        .inNamespace(namespace)
                        .inform(new Watcher());
    }

    /// How many are ready at the revision.
    long at(String revision) {
        return revisions.values().stream().filter(revision::equals).count();
    }

    /// How many there are that were ready once.
    int count() {
        return revisions.size();
    }

    /// How many failed when last seen.
    int failing() {
        return failing.size();
    }

    @Override
    public void close() {
        informer.close();
    }

    private void see(GenericKubernetesResource unit) {
        String name = unit.getMetadata().getName();
        JsonNode status = JSON.valueToTree(unit).path("status");
        for (JsonNode condition : status.path("conditions")) {
            if (!condition.path("type").asText().equals("Ready")) {
                continue;
            }
            switch (condition.path("status").asText()) {
                case "True" -> {
                    failing.remove(name);
                    revisions.put(name, status.path("lastAppliedRevision").asText());
                }
                case "False" -> failing.add(name);
                default -> failing.remove(name);
            }
        }
    }

    private final class Watcher implements ResourceEventHandler<GenericKubernetesResource> {
        @Override
        public void onAdd(GenericKubernetesResource unit) {
            see(unit);
        }

        @Override
        public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource unit) {
            see(unit);
        }

        @Override
        public void onDelete(GenericKubernetesResource unit, boolean unknown) {
            revisions.remove(unit.getMetadata().getName());
            failing.remove(unit.getMetadata().getName());
        }
    }
}
