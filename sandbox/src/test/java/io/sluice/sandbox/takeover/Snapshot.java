package io.sluice.sandbox.takeover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Every object that carries an owner's label, at one moment.
record Snapshot(SortedMap<String, JsonNode> objects) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OWNER = "kustomize.toolkit.fluxcd.io/name";

    /// What an object's kind is called: group, version, kind, plural, namespaced.
    private static final List<String> KINDS =
            List.of(
                    "/v1/Namespace/namespaces/-",
                    "/v1/ConfigMap/configmaps/+",
                    "/v1/Secret/secrets/+",
                    "/v1/Service/services/+",
                    "/v1/ServiceAccount/serviceaccounts/+",
                    "apps/v1/Deployment/deployments/+",
                    "apps/v1/StatefulSet/statefulsets/+",
                    "batch/v1/CronJob/cronjobs/+",
                    "autoscaling/v2/HorizontalPodAutoscaler/horizontalpodautoscalers/+",
                    "networking.k8s.io/v1/Ingress/ingresses/+",
                    "networking.k8s.io/v1/NetworkPolicy/networkpolicies/+",
                    "policy/v1/PodDisruptionBudget/poddisruptionbudgets/+",
                    "rbac.authorization.k8s.io/v1/Role/roles/+",
                    "rbac.authorization.k8s.io/v1/RoleBinding/rolebindings/+",
                    "apiextensions.k8s.io/v1/CustomResourceDefinition/customresourcedefinitions/-",
                    "takeover.example/v1/Widget/widgets/+");

    static Snapshot of(KubernetesClient client) {
        SortedMap<String, JsonNode> objects = new TreeMap<>();
        for (String kind : KINDS) {
            String[] parts = kind.split("/", -1);
            var context =
                    new ResourceDefinitionContext.Builder()
                            .withGroup(parts[0])
                            .withVersion(parts[1])
                            .withKind(parts[2])
                            .withPlural(parts[3])
                            .withNamespaced(parts[4].equals("+"))
                            .build();
            var resources = client.genericKubernetesResources(context);
            var found =
                    parts[4].equals("+")
                            ? resources.inAnyNamespace().withLabel(OWNER).list()
                            : resources.withLabel(OWNER).list();
            for (GenericKubernetesResource each : found.getItems()) {
                objects.put(parts[2] + "/" + each.getMetadata().getName(), JSON.valueToTree(each));
            }
        }
        return new Snapshot(objects);
    }

    SortedMap<String, String> resourceVersions() {
        return each(object -> object.at("/metadata/resourceVersion").asText());
    }

    /// But for Deployments: the API server counts a change of their annotations, too.
    SortedMap<String, String> generations() {
        SortedMap<String, String> generations =
                each(object -> object.at("/metadata/generation").asText());
        generations.keySet().removeIf(name -> name.startsWith("Deployment/"));
        return generations;
    }

    /// Our annotations of each object that has any.
    SortedMap<String, String> stamps() {
        SortedMap<String, String> stamps = each(Snapshot::stampsOf);
        stamps.values().removeIf(String::isEmpty);
        return stamps;
    }

    /// All but our annotations and what counts writes: with an equal spec, no pod is replaced.
    SortedMap<String, String> contents() {
        return each(
                object -> {
                    ObjectNode content = object.deepCopy();
                    if (content.path("metadata") instanceof ObjectNode metadata) {
                        metadata.remove(List.of("managedFields", "resourceVersion", "generation"));
                        if (metadata.path("annotations") instanceof ObjectNode annotations) {
                            annotations.remove(List.of("sluice.io/revision", "sluice.io/digest"));
                            if (annotations.isEmpty()) {
                                metadata.remove("annotations");
                            }
                        }
                    }
                    return content.toString();
                });
    }

    private static String stampsOf(JsonNode object) {
        StringBuilder stamps = new StringBuilder();
        object.at("/metadata/annotations")
                .properties()
                .forEach(
                        each -> {
                            if (each.getKey().startsWith("sluice.io/")) {
                                stamps.append(each.getKey()).append(' ');
                            }
                        });
        return stamps.toString();
    }

    private SortedMap<String, String> each(Function<JsonNode, String> what) {
        SortedMap<String, String> all = new TreeMap<>();
        objects.forEach((name, object) -> all.put(name, what.apply(object)));
        return all;
    }
}
