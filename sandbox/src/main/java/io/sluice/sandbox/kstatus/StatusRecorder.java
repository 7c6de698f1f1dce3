package io.sluice.sandbox.kstatus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Watches every resource of Flux's kinds and checks each version of its status that is written:
/// by Flux's rules, and that the write changed something.
public final class StatusRecorder implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GROUPS = ".fluxcd.io";

    private final List<SharedIndexInformer<GenericKubernetesResource>> informers =
            new ArrayList<>();
    private final Map<String, Integer> writes = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> broken = new ConcurrentLinkedQueue<>();

    private StatusRecorder() {}

    /// Starts to watch all kinds that are defined now; returns when their watches have begun.
    public static StatusRecorder watching(KubernetesClient client) {
        var recorder = new StatusRecorder();
        client.apiextensions().v1().customResourceDefinitions().list().getItems().stream()
                .filter(definition -> definition.getSpec().getGroup().endsWith(GROUPS))
                .map(definition -> recorder.watch(client, definition))
                .forEach(recorder.informers::add);
        return recorder;
    }

    private SharedIndexInformer<GenericKubernetesResource> watch(
            KubernetesClient client, CustomResourceDefinition definition) {
        var context = CustomResourceDefinitionContext.fromCrd(definition);
        return client.genericKubernetesResources(context).inAnyNamespace().inform(new Watcher());
    }

    /// What was written wrongly since the last call, each with its resource; empty if all is well.
    public List<String> takeBroken() {
        List<String> taken = new ArrayList<>();
        for (String one = broken.poll(); one != null; one = broken.poll()) {
            taken.add(one);
        }
        return taken;
    }

    /// How many versions of a status were seen, by `Kind/namespace/name`; the applier's inventory is
    /// not counted.
    public int writes(String resource) {
        return writes.getOrDefault(resource, 0);
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::close);
    }

    private void see(JsonNode resource) {
        long generation = resource.at("/metadata/generation").asLong();
        List<String> rules = KstatusRules.broken(generation, resource.path("status"));
        if (!rules.isEmpty()) {
            broken.add(nameOf(resource) + ": " + rules + " in " + resource.path("status"));
        }
    }

    private void compare(JsonNode before, JsonNode after) {
        if (!told(before).equals(told(after))) {
            writes.merge(nameOf(after), 1, Integer::sum);
            see(after);
        } else if (visible(before).equals(visible(after))
                && !statusWrites(before).equals(statusWrites(after))) {
            broken.add(nameOf(after) + ": written although nothing changed");
        }
    }

    /// The status without what the applier writes.
    private static JsonNode told(JsonNode resource) {
        return resource.path("status") instanceof ObjectNode status
                ? status.deepCopy().without("inventory")
                : resource.path("status");
    }

    /// The resource without what changes with every write.
    private static JsonNode visible(JsonNode resource) {
        ObjectNode copy = resource.deepCopy();
        if (copy.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove(List.of("resourceVersion", "managedFields"));
        }
        return copy;
    }

    /// Who wrote which fields of the status when.
    private static List<JsonNode> statusWrites(JsonNode resource) {
        List<JsonNode> entries = new ArrayList<>();
        for (JsonNode entry : resource.at("/metadata/managedFields")) {
            if (entry.path("subresource").asText().equals("status")) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private static String nameOf(JsonNode resource) {
        return resource.path("kind").asText()
                + "/"
                + resource.at("/metadata/namespace").asText()
                + "/"
                + resource.at("/metadata/name").asText();
    }

    private final class Watcher implements ResourceEventHandler<GenericKubernetesResource> {
        @Override
        public void onAdd(GenericKubernetesResource resource) {
            see(JSON.valueToTree(resource));
        }

        @Override
        public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
            String version = after.getMetadata().getResourceVersion();
            if (!version.equals(before.getMetadata().getResourceVersion())) {
                compare(JSON.valueToTree(before), JSON.valueToTree(after));
            }
        }

        @Override
        public void onDelete(GenericKubernetesResource resource, boolean unknown) {
            // Nothing is written any more.
        }
    }
}
