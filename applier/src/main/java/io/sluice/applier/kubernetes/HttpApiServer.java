package io.sluice.applier.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.sluice.applier.engine.ApiServer;
import io.sluice.applier.engine.Reply;
import io.sluice.applier.engine.Request;
import io.sluice.events.wire.EventJson;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The API server over the client's low-level HTTP: prepared JSON in, a tree out. It has the
/// client's address, certificates and credentials, but never repeats a request.
public final class HttpApiServer implements ApiServer {

    private static final long TIMEOUT_SECONDS = 30;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");
    private static final String IMPERSONATE_USER = "Impersonate-User";
    private static final String IMPERSONATE_GROUP = "Impersonate-Group";

    private final HttpClient http;
    private final String root;
    private final BiConsumer<Request.Verb, Integer> counter;
    private final ActingAs acting;

    /// @param counter is told verb and status code of every request; 0 when nobody answered
    public HttpApiServer(KubernetesClient client, BiConsumer<Request.Verb, Integer> counter) {
        this(client, counter, ActingAs.ONESELF);
    }

    /// @param acting as whom requests are made that name no account
    HttpApiServer(
            KubernetesClient client, BiConsumer<Request.Verb, Integer> counter, ActingAs acting) {
        this.http =
                client.getHttpClient()
                        .newBuilder()
                        .tag(new RequestConfigBuilder().withRequestRetryBackoffLimit(0).build())
                        .build();
        String url = client.getMasterUrl().toString();
        this.root = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.counter = counter;
        this.acting = acting;
    }

    @Override
    public Reply send(Request request) throws InterruptedException {
        try {
            HttpResponse<byte[]> response =
                    http.sendAsync(http(request), byte[].class)
                            .get(TIMEOUT_SECONDS + 5, TimeUnit.SECONDS);
            counter.accept(request.verb(), response.code());
            return reply(response);
        } catch (ExecutionException e) {
            counter.accept(request.verb(), 0);
            return new Reply.Unreachable(reason(e), false);
        } catch (TimeoutException _) {
            counter.accept(request.verb(), 0);
            return new Reply.Unreachable("no answer within " + TIMEOUT_SECONDS + " s", true);
        }
    }

    private HttpRequest http(Request request) {
        HttpRequest.Builder builder =
                http.newHttpRequestBuilder()
                        .uri(root + request.path())
                        .header("Accept", "application/json")
                        .timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        String account = request.account();
        if (account != null) {
            builder.header(IMPERSONATE_USER, account);
        } else if (acting.user() != null) {
            builder.header(IMPERSONATE_USER, acting.user());
            acting.groups().forEach(group -> builder.header(IMPERSONATE_GROUP, group));
        }
        String body = request.body();
        String type = request.contentType();
        return body == null || type == null
                ? builder.build()
                : builder.method(request.verb().name(), type, body).build();
    }

    private static Reply reply(HttpResponse<byte[]> response) {
        JsonNode body = body(response.body());
        if (response.isSuccessful()) {
            return new Reply.Accepted(response.code(), body);
        }
        List<String> fields = new ArrayList<>();
        body.path("details")
                .path("causes")
                .forEach(cause -> fields.add(cause.path("field").asText()));
        return new Reply.Refused(
                response.code(),
                body.path("reason").asText("Unknown"),
                body.path("message").asText("the API server answered " + response.code()),
                fields,
                retryAfter(response));
    }

    /// In seconds; as a date it is not understood, and not sent by an API server.
    private static @Nullable Duration retryAfter(HttpResponse<byte[]> response) {
        String seconds = response.header("Retry-After");
        return seconds != null && SECONDS.matcher(seconds).matches()
                ? Duration.ofSeconds(Long.parseLong(seconds))
                : null;
    }

    private static JsonNode body(byte[] bytes) {
        try {
            JsonNode tree = bytes == null ? null : EventJson.mapper().readTree(bytes);
            return tree == null ? EventJson.mapper().missingNode() : tree;
        } catch (IOException _) {
            return EventJson.mapper().missingNode();
        }
    }

    private static String reason(ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
