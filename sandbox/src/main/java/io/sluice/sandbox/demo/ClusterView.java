package io.sluice.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The cluster as the API server tells it, read back by its own client.
public final class ClusterView {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;

    /// A view with a client that may read everything.
    public ClusterView(KubernetesClient client) {
        this.client = client;
    }

    /// One object as JSON.
    public Optional<JsonNode> get(String apiVersion, String kind, String namespace, String name) {
        return Optional.ofNullable(resource(apiVersion, kind, namespace, name).get())
                .map(JSON::<JsonNode>valueToTree);
    }

    /// A handle on one object.
    public Resource<GenericKubernetesResource> resource(
            String apiVersion, String kind, String namespace, String name) {
        var kinds = client.genericKubernetesResources(context(apiVersion, kind, namespace));
        return namespace.isEmpty()
                ? kinds.withName(name)
                : kinds.inNamespace(namespace).withName(name);
    }

    private static ResourceDefinitionContext context(
            String apiVersion, String kind, String namespace) {
        int slash = apiVersion.indexOf('/');
        return new ResourceDefinitionContext.Builder()
                .withGroup(slash < 0 ? "" : apiVersion.substring(0, slash))
                .withVersion(apiVersion.substring(slash + 1))
                .withKind(kind)
                .withPlural(plural(kind))
                .withNamespaced(!namespace.isEmpty())
                .build();
    }

    private static String plural(String kind) {
        String lower = kind.toLowerCase(Locale.ROOT);
        if (lower.endsWith("y")) {
            return lower.substring(0, lower.length() - 1) + "ies";
        }
        return lower.endsWith("s") ? lower + "es" : lower + "s";
    }

    /// Everything in which the cluster differs from what is expected; empty if nothing does.
    public List<String> differences(List<Expectation> expected) {
        List<String> differences = new ArrayList<>();
        for (Expectation each : expected) {
            Optional<JsonNode> live =
                    get(each.apiVersion(), each.kind(), each.namespace(), each.name());
            if (live.isPresent() != each.present()) {
                differences.add(
                        each
                                + (each.present()
                                        ? " is in Git, not in the cluster"
                                        : " is in the cluster, not in Git"));
            } else {
                live.ifPresent(object -> compare(each, object, differences));
            }
        }
        return differences;
    }

    private static void compare(Expectation each, JsonNode live, List<String> differences) {
        for (Map.Entry<String, String> field : new TreeMap<>(each.fields()).entrySet()) {
            String value = live.at(field.getKey()).asText();
            if (!value.equals(field.getValue())) {
                differences.add(
                        "%s %s is %s, in Git %s"
                                .formatted(each, field.getKey(), value, field.getValue()));
            }
        }
    }
}
