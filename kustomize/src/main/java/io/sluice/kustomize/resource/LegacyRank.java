package io.sluice.kustomize.resource;

import io.sluice.kustomize.yaml.JsonWriter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The order of types: what others need first, what watches others last.
public final class LegacyRank implements Comparator<Gvk> {

    /// The kinds that come first, unless a kustomization lists others.
    public static final List<String> FIRST =
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

    /// The kinds that come last, unless a kustomization lists others.
    public static final List<String> LAST =
            List.of("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration");

    /// The order that applies where none is configured.
    public static final LegacyRank DEFAULT = new LegacyRank(FIRST, LAST);

    private final Map<String, Integer> ranks = new HashMap<>();

    /// The order with these kinds first and last.
    public LegacyRank(List<String> first, List<String> last) {
        for (int i = 0; i < first.size(); i++) {
            ranks.put(first.get(i), -first.size() + i);
        }
        for (int i = 0; i < last.size(); i++) {
            ranks.put(last.get(i), 1 + i);
        }
    }

    @Override
    public int compare(Gvk a, Gvk b) {
        int rank =
                Integer.compare(ranks.getOrDefault(a.kind(), 0), ranks.getOrDefault(b.kind(), 0));
        return rank != 0 || a.equals(b)
                ? rank
                : JsonWriter.compare(a.legacyOrderKey(), b.legacyOrderKey());
    }
}
