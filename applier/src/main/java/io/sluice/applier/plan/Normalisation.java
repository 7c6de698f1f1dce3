package io.sluice.applier.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Brings an object into the form that Flux sends, so that both own the same fields and the API
/// server takes what it would otherwise refuse.
final class Normalisation {

    private static final List<String> TEMPLATED =
            List.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job");

    private Normalisation() {}

    /// Changes the object in place.
    static void apply(ObjectNode object) {
        String apiVersion = object.path("apiVersion").asText();
        String kind = object.path("kind").asText();
        if (isRole(apiVersion, kind)) {
            return;
        }
        if (isBuiltIn(apiVersion)) {
            dropNulls(object);
        }
        JsonNode spec = object.path("spec");
        if (TEMPLATED.contains(kind) && isOf(apiVersion, "apps", "batch")) {
            defaultPodPorts(spec.path("template").path("spec"));
        } else if (kind.equals("CronJob") && isOf(apiVersion, "batch")) {
            defaultPodPorts(spec.path("jobTemplate").path("spec").path("template").path("spec"));
        } else if (kind.equals("Pod") && apiVersion.equals("v1")) {
            defaultPodPorts(spec);
        } else if (kind.equals("Service") && apiVersion.equals("v1")) {
            defaultPorts(spec);
        } else if (kind.equals("CustomResourceDefinition")) {
            dropInvalidBundle(spec.path("conversion").path("webhook").path("clientConfig"));
        }
    }

    /// Flux leaves these as they are.
    private static boolean isRole(String apiVersion, String kind) {
        return isOf(apiVersion, "rbac.authorization.k8s.io")
                && (kind.equals("Role") || kind.equals("ClusterRole"));
    }

    private static boolean isOf(String apiVersion, String... groups) {
        return List.of(groups).stream().anyMatch(group -> apiVersion.startsWith(group + "/"));
    }

    /// Whether the API server itself has the kind; groups without a dot and those of Kubernetes,
    /// but for definitions, whose schemas may hold a null that means something.
    static boolean isBuiltIn(String apiVersion) {
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        return group.indexOf('.') < 0
                || (group.endsWith(".k8s.io") && !group.equals("apiextensions.k8s.io"));
    }

    private static void dropNulls(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            List<String> absent = new ArrayList<>();
            object.properties()
                    .forEach(
                            field -> {
                                if (field.getValue().isNull()) {
                                    absent.add(field.getKey());
                                }
                            });
            object.remove(absent);
        }
        tree.forEach(Normalisation::dropNulls);
    }

    private static void defaultPodPorts(JsonNode podSpec) {
        podSpec.path("containers").forEach(Normalisation::defaultPorts);
    }

    /// The protocol is a part of a port's merge key.
    private static void defaultPorts(JsonNode holder) {
        if (holder.path("ports") instanceof ArrayNode ports) {
            for (JsonNode port : ports) {
                if (port instanceof ObjectNode entry && entry.path("protocol").asText().isEmpty()) {
                    entry.put("protocol", "TCP");
                }
            }
        }
    }

    /// A placeholder that a certificate manager fills in later is no certificate, and refused.
    private static void dropInvalidBundle(JsonNode clientConfig) {
        if (clientConfig instanceof ObjectNode config
                && config.has("caBundle")
                && !isCertificate(config.path("caBundle").asText())) {
            config.remove("caBundle");
        }
    }

    private static boolean isCertificate(String encoded) {
        try {
            String text =
                    new String(Base64.getDecoder().decode(encoded), StandardCharsets.US_ASCII);
            int begin = text.indexOf("-----BEGIN CERTIFICATE-----");
            return begin >= 0 && text.indexOf("-----END CERTIFICATE-----", begin) > begin;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
