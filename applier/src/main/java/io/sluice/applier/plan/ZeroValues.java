package io.sluice.applier.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What Flux sends of an object although its author did not write it: Flux reads the built-in kinds
/// into Go's types and writes them again, which fills in some empty fields and loses others.
///
/// Who owns these fields is part of the object, so a takeover rewrites no object only if both send
/// the same. An object that says something at such a place keeps it.
final class ZeroValues {

    private static final Map<String, List<String>> EMPTY_OBJECTS =
            Map.ofEntries(
                    Map.entry("v1/Namespace", List.of("spec")),
                    Map.entry("v1/ResourceQuota", List.of("spec")),
                    Map.entry("v1/PersistentVolumeClaim", List.of("spec/resources")),
                    Map.entry(
                            "apps/v1/Deployment",
                            List.of("spec/strategy", "spec/template/metadata")),
                    Map.entry(
                            "apps/v1/DaemonSet",
                            List.of("spec/updateStrategy", "spec/template/metadata")),
                    Map.entry(
                            "apps/v1/StatefulSet",
                            List.of(
                                    "spec/updateStrategy",
                                    "spec/template/metadata",
                                    "spec/volumeClaimTemplates/*/metadata",
                                    "spec/volumeClaimTemplates/*/spec/resources",
                                    "spec/volumeClaimTemplates/*/status")),
                    Map.entry("batch/v1/Job", List.of("spec/template/metadata")),
                    Map.entry(
                            "batch/v1/CronJob",
                            List.of(
                                    "spec/jobTemplate/metadata",
                                    "spec/jobTemplate/spec/template/metadata")),
                    Map.entry("networking.k8s.io/v1/IngressClass", List.of("spec")),
                    Map.entry("networking.k8s.io/v1/NetworkPolicy", List.of("spec/podSelector")),
                    Map.entry("policy/v1/PodDisruptionBudget", List.of("spec")));

    private ZeroValues() {}

    /// Fills them into an object that is ours to change.
    static void fill(ObjectNode object) {
        String kind = object.path("apiVersion").asText() + "/" + object.path("kind").asText();
        EMPTY_OBJECTS.getOrDefault(kind, List.of()).forEach(path -> fillObject(object, path));
        String pod = pod(kind);
        if (pod != null) {
            each(object, pod + "/containers/*", ZeroValues::fillContainer);
            each(object, pod + "/initContainers/*", ZeroValues::fillContainer);
        }
        if (kind.equals("v1/Service")) {
            each(
                    object,
                    "spec/ports/*",
                    port -> {
                        fillProtocol(port);
                        if (isMissing(port, "targetPort")) {
                            port.put("targetPort", 0);
                        }
                    });
        }
    }

    /// Where a kind keeps its pod, if it has one.
    private static @Nullable String pod(String kind) {
        return switch (kind) {
            case "v1/Pod" -> "spec";
            case "apps/v1/Deployment",
                    "apps/v1/DaemonSet",
                    "apps/v1/ReplicaSet",
                    "apps/v1/StatefulSet",
                    "batch/v1/Job" ->
                    "spec/template/spec";
            case "batch/v1/CronJob" -> "spec/jobTemplate/spec/template/spec";
            default -> null;
        };
    }

    private static void fillContainer(ObjectNode container) {
        if (isMissing(container, "resources")) {
            container.putObject("resources");
        }
        each(container, "ports/*", ZeroValues::fillProtocol);
        each(
                container,
                "env/*",
                variable -> {
                    if (variable.path("value") instanceof TextNode value
                            && value.textValue().isEmpty()) {
                        variable.remove("value");
                    }
                });
    }

    private static void fillProtocol(ObjectNode port) {
        if (port.path("protocol").asText("").isEmpty()) {
            port.put("protocol", "TCP");
        }
    }

    private static void fillObject(ObjectNode object, String path) {
        int end = path.lastIndexOf('/');
        String field = path.substring(end + 1);
        each(
                object,
                end < 0 ? "" : path.substring(0, end),
                parent -> {
                    if (isMissing(parent, field)) {
                        parent.putObject(field);
                    }
                });
    }

    private static boolean isMissing(JsonNode parent, String field) {
        return parent.path(field).isMissingNode() || parent.path(field).isNull();
    }

    /// Every object at a path, whose `*` stands for each element of a list.
    private static void each(JsonNode from, String path, Consumer<ObjectNode> visitor) {
        if (path.isEmpty()) {
            if (from instanceof ObjectNode object) {
                visitor.accept(object);
            }
            return;
        }
        int end = path.indexOf('/');
        String step = end < 0 ? path : path.substring(0, end);
        String rest = end < 0 ? "" : path.substring(end + 1);
        if (step.equals("*")) {
            from.forEach(element -> each(element, rest, visitor));
        } else {
            each(from.path(step), rest, visitor);
        }
    }
}
