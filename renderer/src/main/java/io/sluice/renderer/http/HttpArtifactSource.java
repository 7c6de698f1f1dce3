package io.sluice.renderer.http;

import io.sluice.events.ArtifactReference;
import io.sluice.renderer.artifact.ArtifactException;
import io.sluice.renderer.artifact.ArtifactException.Kind;
import io.sluice.renderer.artifact.ArtifactSource;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Fetches artifacts from the store of the source-watcher, at the URL in the event.
public final class HttpArtifactSource implements ArtifactSource {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final Duration TRANSFER = Duration.ofMinutes(2);

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT)
                    .build();

    @Override
    public InputStream open(ArtifactReference artifact)
            throws ArtifactException, InterruptedException {
        URI uri = address(artifact);
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(ANSWER).GET().build();
        HttpResponse<InputStream> response;
        try {
            response = client.send(request, BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new ArtifactException(
                    Kind.UNREACHABLE,
                    "failed to download artifact from %s: %s".formatted(shown(uri), e),
                    e);
        }
        int status = response.statusCode();
        if (status == 200) {
            return closedInTime(response.body());
        }
        close(response.body());
        throw new ArtifactException(
                status == 404 || status == 410 ? Kind.GONE : Kind.UNREACHABLE,
                "failed to download artifact from %s: status %d".formatted(shown(uri), status),
                null);
    }

    private static URI address(ArtifactReference artifact) throws ArtifactException {
        try {
            URI uri = URI.create(artifact.url());
            if (uri.getHost() != null
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // Said below.
        }
        throw ArtifactException.refused("the artifact's address is not an HTTP URL");
    }

    /// Without user, password and query.
    private static String shown(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost() + port + uri.getPath();
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException _) {
            // Nothing of it is wanted.
        }
    }

    /// A store that sends a byte a minute must not hold a unit for ever.
    private static InputStream closedInTime(InputStream body) {
        var timer =
                CompletableFuture.runAsync(
                        () -> close(body),
                        CompletableFuture.delayedExecutor(
                                TRANSFER.toMillis(), TimeUnit.MILLISECONDS));
        return new FilterInputStream(body) {
            @Override
            public void close() throws IOException {
                timer.cancel(false);
                super.close();
            }
        };
    }
}
