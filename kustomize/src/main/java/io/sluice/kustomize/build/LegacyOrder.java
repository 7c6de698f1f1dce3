package io.sluice.kustomize.build;

import io.sluice.kustomize.resource.ResId;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.yaml.JsonWriter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The order by kind: what others need first, what watches others last.
final class LegacyOrder implements Comparator<Resource> {

    static final List<String> FIRST =
            List.of(
                    "Namespace",
                    "ResourceQuota",
                    "StorageClass",
                    "CustomResourceDefinition",
                    "ServiceAccount",
                    "PodSecurityPolicy",
                    "Role",
                    "ClusterRole",
                    "RoleBinding",
                    "ClusterRoleBinding",
                    "ConfigMap",
                    "Secret",
                    "Endpoints",
                    "Service",
                    "LimitRange",
                    "PriorityClass",
                    "PersistentVolume",
                    "PersistentVolumeClaim",
                    "Deployment",
                    "StatefulSet",
                    "CronJob",
                    "PodDisruptionBudget");

    static final List<String> LAST =
            List.of("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration");

    private final Map<String, Integer> ranks = new HashMap<>();

    LegacyOrder(List<String> first, List<String> last) {
        for (int i = 0; i < first.size(); i++) {
            ranks.put(first.get(i), -first.size() + i);
        }
        for (int i = 0; i < last.size(); i++) {
            ranks.put(last.get(i), 1 + i);
        }
    }

    @Override
    public int compare(Resource a, Resource b) {
        ResId x = a.currentId();
        ResId y = b.currentId();
        int rank =
                Integer.compare(
                        ranks.getOrDefault(x.gvk().kind(), 0),
                        ranks.getOrDefault(y.gvk().kind(), 0));
        if (rank != 0) {
            return rank;
        }
        if (!x.gvk().equals(y.gvk())) {
            return JsonWriter.compare(x.gvk().legacyOrderKey(), y.gvk().legacyOrderKey());
        }
        return JsonWriter.compare(key(x), key(y));
    }

    private static String key(ResId id) {
        String namespace = id.namespace().isEmpty() ? "~X" : id.namespace();
        return id.gvk() + "|" + namespace + "|" + id.name();
    }
}
