package io.sluice.sandbox.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.sluice.sandbox.demo.Declarations;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the API server tells at one moment.
///
/// @param items every object of the kinds and namespaces the repository uses
/// @param units every unit's resource
record Survey(SortedMap<Item, JsonNode> items, SortedMap<String, JsonNode> units) {

    static final ResourceDefinitionContext UNITS =
            context("kustomize.toolkit.fluxcd.io", "v1", "Kustomization", "kustomizations", true);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NOT_FOUND = 404;

    /// Asks for all of it.
    static Survey of(KubernetesClient client) {
        SortedMap<Item, JsonNode> items = new TreeMap<>();
        for (Item.Kind kind : Item.Kind.values()) {
            for (GenericKubernetesResource each : list(client, context(kind), kind)) {
                var metadata = each.getMetadata();
                String namespace = metadata.getNamespace() == null ? "" : metadata.getNamespace();
                Item item = new Item(kind, namespace, metadata.getName());
                if (namespace.startsWith("chaos-") || item.equals(Item.DEFINITION)) {
                    items.put(item, JSON.valueToTree(each));
                }
            }
        }
        SortedMap<String, JsonNode> units = new TreeMap<>();
        client.genericKubernetesResources(UNITS)
                .inNamespace(Declarations.NAMESPACE)
                .list()
                .getItems()
                .forEach(each -> units.put(each.getMetadata().getName(), JSON.valueToTree(each)));
        return new Survey(items, units);
    }

    static ResourceDefinitionContext context(Item.Kind kind) {
        return context(
                kind.group(), kind.version(), kind.type(), kind.plural(), kind.isNamespaced());
    }

    private static List<GenericKubernetesResource> list(
            KubernetesClient client, ResourceDefinitionContext context, Item.Kind kind) {
        var resources = client.genericKubernetesResources(context);
        try {
            return (kind.isNamespaced() ? resources.inAnyNamespace().list() : resources.list())
                    .getItems();
        } catch (KubernetesClientException e) {
            if (e.getCode() == NOT_FOUND) {
                return List.of(); // its definition is gone
            }
            throw e;
        }
    }

    private static ResourceDefinitionContext context(
            String group, String version, String kind, String plural, boolean namespaced) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(namespaced)
                .build();
    }
}
