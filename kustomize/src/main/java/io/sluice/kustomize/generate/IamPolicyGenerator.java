package io.sluice.kustomize.generate;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.yaml.MapNode;

/// Makes a Kubernetes service account that stands for one of a cloud.
public final class IamPolicyGenerator {

    private IamPolicyGenerator() {}

    /// The service account that the configuration describes, as the text it is read from: what is
    /// put into it may be a number, a comment, or no YAML at all.
    public static String generate(MapNode config) {
        if (!config.text("cloud").equals("gke")) {
            throw new KustomizeException(
                    "cloud provider " + config.text("cloud") + " not supported yet");
        }
        MapNode service = part(config, "kubernetesService");
        MapNode account = part(config, "serviceAccount");
        String namespace = service.text("namespace");
        return """

                apiVersion: v1
                kind: ServiceAccount
                metadata:
                  annotations:
                    iam.gke.io/gcp-service-account: %s@%s.iam.gserviceaccount.com
                  name: %s
                """
                        .formatted(
                                account.text("name"),
                                account.text("projectId"),
                                service.text("name"))
                + (namespace.isEmpty() ? "" : "  namespace: " + namespace + "\n");
    }

    private static MapNode part(MapNode config, String field) {
        MapNode part = config.map(field);
        return part == null ? new MapNode() : part;
    }
}
