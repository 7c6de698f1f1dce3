package io.sluice.sandbox.bench;

import java.util.ArrayList;
import java.util.List;

/// All that the install of a unit writes, as if by hand: its resource, the finalizer, the inventory,
/// its objects, one status and the two Events that Flux's users know.
final class Install {

    private static final String UNITS =
            "/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/%s/kustomizations/%s";

    private Install() {}

    /// The writes for one unit, in order.
    static List<BareClient.Write> of(String namespace, String name) {
        String unit = UNITS.formatted(namespace, name);
        List<BareClient.Write> writes = new ArrayList<>();
        writes.add(BareClient.Write.apply(unit, resource(namespace, name)));
        writes.add(
                BareClient.Write.merge(
                        unit, "{\"metadata\":{\"finalizers\":[\"bench.example/finalizer\"]}}"));
        writes.add(BareClient.Write.merge(unit + "/status", inventory(namespace, name)));
        Workload.of(namespace, name, "first").forEach(body -> writes.add(body.applied()));
        writes.add(BareClient.Write.apply(unit + "/status", status(namespace, name)));
        writes.add(event(namespace, name, "Progressing", "4 objects created"));
        writes.add(event(namespace, name, "ReconciliationSucceeded", "Reconciliation finished"));
        return writes;
    }

    /// Lets the resource of a unit go.
    static List<BareClient.Write> removal(String namespace, String name) {
        String unit = UNITS.formatted(namespace, name);
        return List.of(
                BareClient.Write.merge(unit, "{\"metadata\":{\"finalizers\":null}}"),
                BareClient.Write.delete(unit));
    }

    private static String resource(String namespace, String name) {
        return """
        {"apiVersion":"kustomize.toolkit.fluxcd.io/v1","kind":"Kustomization",\
        "metadata":{"name":"%1$s","namespace":"%2$s",\
        "labels":{"kustomize.toolkit.fluxcd.io/name":"many",\
        "kustomize.toolkit.fluxcd.io/namespace":"%2$s"}},\
        "spec":{"interval":"1h","retryInterval":"1m","prune":true,"path":"./units/%1$s",\
        "sourceRef":{"kind":"GitRepository","name":"many"}}}"""
                .formatted(name, namespace);
    }

    private static String inventory(String namespace, String name) {
        return """
        {"status":{"inventory":{"entries":[{"id":"%2$s_%1$s__ServiceAccount","v":"v1"},\
        {"id":"%2$s_%1$s__Service","v":"v1"},{"id":"%2$s_%1$s_apps_Deployment","v":"v1"},\
        {"id":"%2$s_%1$s_networking.k8s.io_Ingress","v":"v1"}]}}}"""
                .formatted(name, namespace);
    }

    private static String status(String namespace, String name) {
        String revision = "main@sha1:0123456789012345678901234567890123456789";
        return """
        {"apiVersion":"kustomize.toolkit.fluxcd.io/v1","kind":"Kustomization",\
        "metadata":{"name":"%1$s","namespace":"%2$s"},\
        "status":{"observedGeneration":1,"lastAppliedRevision":"%3$s",\
        "lastAttemptedRevision":"%3$s","conditions":[{"type":"Ready","status":"True",\
        "observedGeneration":1,"lastTransitionTime":"2026-01-01T00:00:00Z",\
        "reason":"ReconciliationSucceeded","message":"Applied revision: %3$s"}],\
        "history":[{"digest":"sha256:0123","firstReconciled":"2026-01-01T00:00:00Z",\
        "lastReconciled":"2026-01-01T00:00:00Z","lastReconciledDuration":"1s",\
        "lastReconciledStatus":"ReconciliationSucceeded","totalReconciliations":1,\
        "metadata":{"revision":"%3$s"}}]}}"""
                .formatted(name, namespace, revision);
    }

    private static BareClient.Write event(
            String namespace, String name, String reason, String message) {
        return BareClient.Write.create(
                "/api/v1/namespaces/%s/events".formatted(namespace),
                """
                {"apiVersion":"v1","kind":"Event",\
                "metadata":{"generateName":"%1$s.","namespace":"%2$s"},\
                "involvedObject":{"apiVersion":"kustomize.toolkit.fluxcd.io/v1",\
                "kind":"Kustomization","name":"%1$s","namespace":"%2$s"},\
                "type":"Normal","reason":"%3$s","message":"%4$s","count":1,\
                "source":{"component":"bare"}}"""
                        .formatted(name, namespace, reason, message));
    }
}
