package io.sluice.renderer.remote;

import io.sluice.kustomize.RemoteLoader.Download;
import io.sluice.renderer.desiredstate.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Downloads single files.
final class HttpFiles {

    private static final int REDIRECTS = 10;
    private static final Duration TIMEOUT = Duration.ofSeconds(27);

    private final Addresses addresses;
    private final long limit;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();

    /// @param limit of bytes of a file
    HttpFiles(Addresses addresses, long limit) {
        this.addresses = addresses;
        this.limit = limit;
    }

    Download download(String url) throws IOException {
        URI at = uri(url);
        for (int i = 0; i <= REDIRECTS; i++) {
            addresses.check(at);
            HttpResponse<InputStream> response = get(at);
            try (InputStream body = response.body()) {
                int status = response.statusCode();
                var next = response.headers().firstValue("Location");
                if (status >= 300 && status < 400 && next.isPresent()) {
                    at = at.resolve(uri(next.get()));
                    continue;
                }
                if (status < 200 || status >= 300) {
                    throw new IOException(
                            "%s answers with status %d".formatted(withoutUser(at), status));
                }
                return read(at, body);
            }
        }
        throw new IOException("%s redirects too often".formatted(withoutUser(at)));
    }

    private Download read(URI from, InputStream body) throws IOException {
        byte[] bytes = body.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 8));
        if (bytes.length > limit) {
            throw new IOException("%s is longer than %d bytes".formatted(withoutUser(from), limit));
        }
        return new Download(bytes, Sha256.of(bytes));
    }

    private HttpResponse<InputStream> get(URI url) throws IOException {
        try {
            var request = HttpRequest.newBuilder(url).timeout(TIMEOUT).build();
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (IOException e) {
            throw new IOException(
                    "%s cannot be read: %s".formatted(withoutUser(url), reason(e)), e);
        }
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private static URI uri(String text) throws IOException {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IOException("the URL is malformed", e);
        }
    }

    private static String withoutUser(URI url) {
        return url.toString().replaceFirst("//[^/@]*@", "//");
    }
}
