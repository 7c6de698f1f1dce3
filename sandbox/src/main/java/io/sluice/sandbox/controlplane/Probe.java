package io.sluice.sandbox.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Plain requests to the API server, trusting the certificate it signed for itself.
final class Probe implements AutoCloseable {

    private final HttpClient client;

    private Probe(HttpClient client) {
        this.client = client;
    }

    static Probe trusting(Path certificates) {
        return new Probe(clientTrusting(certificates));
    }

    static HttpClient clientTrusting(Path certificates) {
        return HttpClient.newBuilder()
                .sslContext(context(certificates))
                .connectTimeout(Duration.ofSeconds(2))
                .build();
    }

    /// The status code, or 0 when nobody answers.
    int status(URI address, String token) {
        var request =
                HttpRequest.newBuilder(address)
                        .timeout(Duration.ofSeconds(2))
                        .header("Authorization", "Bearer " + token)
                        .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException _) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking " + address, e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private static SSLContext context(Path certificates) {
        try (var in = Files.newInputStream(certificates)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (var certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot trust " + certificates, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
