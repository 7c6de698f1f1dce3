package io.sluice.statusprojector.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Requests with prepared JSON.
record ApiServer(KubernetesClient client) {
    private static final long TIMEOUT_SECONDS = 10;
    private static final int LONGEST_REASON = 500;

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

    /// Sends a request and waits for the answer.
    ///
    /// @param path with its query
    Answer send(String method, String path, String contentType, String body)
            throws InterruptedException {
        HttpRequest request =
                client.getHttpClient()
                        .newHttpRequestBuilder()
                        .uri(URI.create(client.getMasterUrl().toString()).resolve(path))
                        .timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                        .method(method, contentType, body)
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
}
