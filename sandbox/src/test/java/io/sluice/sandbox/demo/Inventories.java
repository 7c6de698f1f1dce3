package io.sluice.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the units say they own, and what carries their labels.
final class Inventories {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OWNER = "kustomize.toolkit.fluxcd.io/name";

    private final KubernetesClient client;

    Inventories(KubernetesClient client) {
        this.client = client;
    }

    /// Every entry of every unit's inventory.
    SortedSet<String> entries() {
        SortedSet<String> entries = new TreeSet<>();
        for (GenericKubernetesResource unit :
                client.genericKubernetesResources("kustomize.toolkit.fluxcd.io/v1", "Kustomization")
                        .inAnyNamespace()
                        .list()
                        .getItems()) {
            JsonNode json = JSON.valueToTree(unit);
            json.at("/status/inventory/entries")
                    .forEach(each -> entries.add(each.at("/id").asText()));
        }
        return entries;
    }

    /// Every object that carries an owner label, of the kinds the tests use: inventory id and
    /// resourceVersion. Units are left out, since their status moves.
    SortedMap<String, String> owned() {
        SortedMap<String, String> owned = new TreeMap<>();
        collect(owned, "", "v1", "Namespace", "namespaces", false);
        collect(owned, "", "v1", "ConfigMap", "configmaps", true);
        collect(owned, "", "v1", "Secret", "secrets", true);
        collect(owned, "", "v1", "Service", "services", true);
        collect(owned, "", "v1", "ServiceAccount", "serviceaccounts", true);
        collect(owned, "apps", "v1", "Deployment", "deployments", true);
        collect(owned, "networking.k8s.io", "v1", "IngressClass", "ingressclasses", false);
        return owned;
    }

    private void collect(
            SortedMap<String, String> owned,
            String group,
            String version,
            String kind,
            String plural,
            boolean namespaced) {
        var kinds =
                client.genericKubernetesResources(
                        new ResourceDefinitionContext.Builder()
                                .withGroup(group)
                                .withVersion(version)
                                .withKind(kind)
                                .withPlural(plural)
                                .withNamespaced(namespaced)
                                .build());
        var found =
                namespaced
                        ? kinds.inAnyNamespace().withLabel(OWNER).list()
                        : kinds.withLabel(OWNER).list();
        for (GenericKubernetesResource each : found.getItems()) {
            var metadata = each.getMetadata();
            String namespace = metadata.getNamespace() == null ? "" : metadata.getNamespace();
            String id = namespace + "_" + metadata.getName() + "_" + group + "_" + kind;
            owned.put(id, metadata.getResourceVersion());
        }
    }
}
