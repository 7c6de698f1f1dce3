package io.sluice.applier.plan;

import io.sluice.events.ObjectId;
import java.util.Comparator;
import java.util.List;

/// Flux's order of kinds.
public final class KindOrder {

    private static final List<String> FIRST =
            List.of(
                    "CustomResourceDefinition",
                    "Namespace",
                    "ClusterRole",
                    "ClusterClass",
                    "RuntimeClass",
                    "PriorityClass",
                    "StorageClass",
                    "VolumeSnapshotClass",
                    "IngressClass",
                    "GatewayClass",
                    "ClusterRoleBinding",
                    "ResourceQuota",
                    "ServiceAccount",
                    "Role",
                    "RoleBinding",
                    "ConfigMap",
                    "Secret",
                    "Service",
                    "LimitRange",
                    "Deployment",
                    "StatefulSet",
                    "CronJob",
                    "PodDisruptionBudget");
    private static final List<String> LAST =
            List.of("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration");

    /// The order in which objects are applied; they are deleted in the reverse order.
    public static final Comparator<ObjectId> APPLY =
            Comparator.<ObjectId>comparingInt(id -> rank(id.kind()))
                    .thenComparing(ObjectId::group)
                    .thenComparing(ObjectId::kind)
                    .thenComparing(ObjectId::namespace)
                    .thenComparing(ObjectId::name);

    private KindOrder() {}

    /// Whether neither kind must come before the other.
    static boolean isSameRank(String one, String other) {
        return rank(one) == rank(other);
    }

    private static int rank(String kind) {
        int first = FIRST.indexOf(kind);
        if (first >= 0) {
            return first;
        }
        int last = LAST.indexOf(kind);
        return last >= 0 ? FIRST.size() + 1 + last : FIRST.size();
    }
}
