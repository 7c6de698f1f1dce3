package io.sluice.statusprojector.kubernetes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.sluice.statusprojector.kubernetes.ApiServer.Answer;
import io.sluice.statusprojector.status.Live;

/// Writes statuses: server-side apply on the status subresource, with prepared JSON.
public final class StatusRequests {
    /// Never change: it decides which fields of a status are ours.
    public static final String FIELD_MANAGER = "sluice-status-projector";

    private static final String MERGE = "application/merge-patch+json";
    private static final String APPLY = "application/apply-patch+yaml";

    private final ApiServer server;

    public StatusRequests(KubernetesClient client) {
        this.server = new ApiServer(client);
    }

    /// Writes these fields; those that we wrote before and that are not among them go.
    <P, S> Answer apply(ResourceKind<?, P, S> kind, Live<P, S> read, ObjectNode status)
            throws InterruptedException {
        return patch(kind, read, status, APPLY, "&force=true");
    }

    /// Changes these fields only; null removes one.
    <P, S> Answer merge(ResourceKind<?, P, S> kind, Live<P, S> read, ObjectNode fields)
            throws InterruptedException {
        return patch(kind, read, fields, MERGE, "");
    }

    private <P, S> Answer patch(
            ResourceKind<?, P, S> kind,
            Live<P, S> read,
            ObjectNode status,
            String contentType,
            String options)
            throws InterruptedException {
        return server.send(
                "PATCH",
                path(kind, read, options),
                contentType,
                body(kind, read, status).toString());
    }

    private static <P, S> String path(ResourceKind<?, P, S> kind, Live<P, S> read, String options) {
        return "/apis/%s/namespaces/%s/%s/%s/status?fieldManager=%s%s"
                .formatted(
                        kind.apiVersion(),
                        read.key().namespace(),
                        kind.plural(),
                        read.key().name(),
                        FIELD_MANAGER,
                        options);
    }

    private static <P, S> ObjectNode body(
            ResourceKind<?, P, S> kind, Live<P, S> read, ObjectNode status) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("apiVersion", kind.apiVersion());
        body.put("kind", kind.name());
        body.putObject("metadata")
                .put("namespace", read.key().namespace())
                .put("name", read.key().name())
                .put("uid", read.uid())
                .put("resourceVersion", read.resourceVersion());
        body.set("status", status);
        return body;
    }
}
