package io.sluice.renderer.remote;

import io.sluice.kustomize.RemoteLoader.Download;
import io.sluice.kustomize.RemoteLoader.StatusException;
import io.sluice.renderer.desiredstate.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Downloads single files.
///
/// @param addresses that may be spoken with
/// @param limit of bytes of a file
/// @param time that a download may take
record HttpFiles(Addresses addresses, long limit, Duration time) {

    private static final int REDIRECTS = 10;

    /// What comes beside a file: headers, redirects and what TLS adds.
    private static final long BESIDE = 1L << 20;

    Download download(String url) throws IOException {
        URI at = HttpUris.of(url);
        try (var gateway = new Gateway(addresses, time, limit + BESIDE)) {
            for (int i = 0; i <= REDIRECTS; i++) {
                addresses.check(at);
                HttpURLConnection connection = open(at, gateway);
                try {
                    URI next = next(at, connection);
                    if (next == null) {
                        return read(at, connection, gateway);
                    }
                    at = next;
                } catch (StatusException e) {
                    throw e;
                } catch (IOException e) {
                    throw new IOException(reason(at, gateway, e), e);
                } finally {
                    connection.disconnect();
                }
            }
        }
        throw new IOException("%s redirects too often".formatted(withoutUser(at)));
    }

    private HttpURLConnection open(URI url, Gateway gateway) throws IOException {
        var connection = (HttpURLConnection) url.toURL().openConnection(way(url, gateway));
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout((int) time.toMillis());
        connection.setReadTimeout((int) time.toMillis());
        String user = url.getUserInfo();
        if (user != null) {
            byte[] bytes = user.getBytes(StandardCharsets.UTF_8);
            connection.setRequestProperty(
                    "Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
        }
        return connection;
    }

    /// The proxy that is configured for this process, or else the gateway.
    private static Proxy way(URI url, Gateway gateway) {
        List<Proxy> configured = ProxySelector.getDefault().select(url);
        return configured.isEmpty() || configured.getFirst().type() == Proxy.Type.DIRECT
                ? gateway.proxy()
                : configured.getFirst();
    }

    /// Where the answer says to look instead, or null if it has the file.
    private static @Nullable URI next(URI url, HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        String location = connection.getHeaderField("Location");
        if (status >= 300 && status < 400 && location != null) {
            return url.resolve(HttpUris.of(location));
        }
        if (status < 200 || status >= 300) {
            String meaning = connection.getResponseMessage();
            throw new StatusException(
                    meaning == null ? "" + status : status + " (" + meaning + ")");
        }
        return null;
    }

    private Download read(URI from, HttpURLConnection connection, Gateway gateway)
            throws IOException {
        var content = new ByteArrayOutputStream();
        byte[] buffer = new byte[16_384];
        try (InputStream body = connection.getInputStream()) {
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                content.write(buffer, 0, n);
                if (content.size() > limit || gateway.isOver()) {
                    throw new IOException(
                            "%s is longer than %d bytes".formatted(withoutUser(from), limit));
                }
            }
        }
        return new Download(content.toByteArray(), Sha256.of(content.toByteArray()));
    }

    private String reason(URI url, Gateway gateway, IOException e) {
        if (gateway.isOver()) {
            return "it takes longer than %d s".formatted(time.toSeconds());
        }
        if (gateway.isTooLarge()) {
            return "%s is longer than %d bytes".formatted(withoutUser(url), limit);
        }
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private static String withoutUser(URI url) {
        return url.toString().replaceFirst("//[^/@]*@", "//");
    }
}
