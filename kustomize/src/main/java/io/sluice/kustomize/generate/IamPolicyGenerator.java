package io.sluice.kustomize.generate;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.yaml.MapNode;

/// Makes a Kubernetes service account that stands for one of a cloud.
public final class IamPolicyGenerator {

    private IamPolicyGenerator() {}

    /// The service account that the configuration describes.
    public static MapNode generate(MapNode config) {
        if (!config.text("cloud").equals("gke")) {
            throw new KustomizeException(
                    "cloud provider " + config.text("cloud") + " not supported yet");
        }
        MapNode service = part(config, "kubernetesService");
        MapNode account = part(config, "serviceAccount");
        var annotations =
                new MapNode()
                        .put(
                                "iam.gke.io/gcp-service-account",
                                account.text("name")
                                        + "@"
                                        + account.text("projectId")
                                        + ".iam.gserviceaccount.com");
        var metadata =
                new MapNode().put("annotations", annotations).put("name", service.text("name"));
        if (!service.text("namespace").isEmpty()) {
            metadata.put("namespace", service.text("namespace"));
        }
        return new MapNode()
                .put("apiVersion", "v1")
                .put("kind", "ServiceAccount")
                .put("metadata", metadata);
    }

    private static MapNode part(MapNode config, String field) {
        MapNode part = config.map(field);
        return part == null ? new MapNode() : part;
    }
}
