package io.sluice.statusprojector.kubernetes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.sluice.statusprojector.status.Live;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Writes statuses: server-side apply on the status subresource, with prepared JSON.
public final class StatusRequests {
    /// Never change: it decides which fields of a status are ours.
    public static final String FIELD_MANAGER = "sluice-status-projector";

    private static final String MERGE = "application/merge-patch+json";
    private static final String APPLY = "application/apply-patch+yaml";
    private static final long TIMEOUT_SECONDS = 10;
    private static final int LONGEST_REASON = 500;

    private final KubernetesClient client;

    public StatusRequests(KubernetesClient client) {
        this.client = client;
    }

    /// What the API server said.
    ///
    /// @param code of HTTP; 0 if it did not answer
    record Answer(int code, String body) {
        boolean isSuccessful() {
            return HttpResponse.isSuccessful(code);
        }

        String reason() {
            String text = body.length() > LONGEST_REASON ? body.substring(0, LONGEST_REASON) : body;
            return code == 0 ? text : "HTTP " + code + ": " + text;
        }
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
        HttpRequest request =
                client.getHttpClient()
                        .newHttpRequestBuilder()
                        .uri(address(kind, read, options))
                        .timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                        .method("PATCH", contentType, body(kind, read, status).toString())
                        .build();
        try {
            HttpResponse<byte[]> response =
                    client.getHttpClient()
                            .sendAsync(request, byte[].class)
                            .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            byte[] answer = response.body();
            return new Answer(
                    response.code(),
                    answer == null ? "" : new String(answer, StandardCharsets.UTF_8));
        } catch (ExecutionException e) {
            return new Answer(0, String.valueOf(e.getCause()));
        } catch (TimeoutException _) {
            return new Answer(0, "no answer within " + TIMEOUT_SECONDS + " s");
        }
    }

    private <P, S> URI address(ResourceKind<?, P, S> kind, Live<P, S> read, String options) {
        return URI.create(client.getMasterUrl().toString())
                .resolve(
                        "/apis/%s/namespaces/%s/%s/%s/status?fieldManager=%s%s"
                                .formatted(
                                        kind.apiVersion(),
                                        read.key().namespace(),
                                        kind.plural(),
                                        read.key().name(),
                                        FIELD_MANAGER,
                                        options));
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
