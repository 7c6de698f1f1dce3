package io.sluice.sourcewatcher.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.sluice.events.Reference;
import io.sluice.events.wire.EventJson;
import io.sluice.sourcewatcher.unit.ReferenceName;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Reads which version of a ConfigMap or Secret there is; never what it holds.
public final class References {

    private static final String METADATA_ONLY =
            "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";
    private static final long TIMEOUT_SECONDS = 5;

    private final KubernetesClient client;

    public References(KubernetesClient client) {
        this.client = client;
    }

    /// The versions, in the order of the names.
    ///
    /// @throws IOException if the API server does not tell; worth another try
    public List<Reference> read(List<ReferenceName> names)
            throws IOException, InterruptedException {
        List<Reference> references = new ArrayList<>();
        for (ReferenceName name : names) {
            references.add(read(name));
        }
        return references;
    }

    private Reference read(ReferenceName name) throws IOException, InterruptedException {
        String path =
                "api/v1/namespaces/%s/%ss/%s"
                        .formatted(
                                name.namespace(),
                                name.kind().toLowerCase(Locale.ROOT),
                                name.name());
        HttpRequest request =
                client.getHttpClient()
                        .newHttpRequestBuilder()
                        .uri(URI.create(client.getMasterUrl().toString()).resolve(path))
                        .header("Accept", METADATA_ONLY)
                        .build();
        HttpResponse<byte[]> response = send(request);
        if (response.code() == HttpURLConnection.HTTP_NOT_FOUND) {
            return new Reference(name.kind(), name.namespace(), name.name(), null, null);
        }
        if (!response.isSuccessful()) {
            throw new IOException(
                    "the API server answers %d for %s".formatted(response.code(), path));
        }
        JsonNode metadata = EventJson.mapper().readTree(response.body()).path("metadata");
        return new Reference(
                name.kind(),
                name.namespace(),
                name.name(),
                metadata.path("uid").asText(),
                metadata.path("resourceVersion").asText());
    }

    private HttpResponse<byte[]> send(HttpRequest request)
            throws IOException, InterruptedException {
        try {
            return client.getHttpClient()
                    .sendAsync(request, byte[].class)
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the API server does not answer: " + e.getMessage(), e);
        }
    }
}
