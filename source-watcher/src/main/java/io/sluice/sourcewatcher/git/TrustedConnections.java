package io.sluice.sourcewatcher.git;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/// Connections that trust the certificates of a Secret, and no others.
final class TrustedConnections implements HttpConnectionFactory {

    private final HttpConnectionFactory plain = new JDKHttpConnectionFactory();
    private final TrustManager[] trust;

    /// @param authority certificates, PEM
    TrustedConnections(String authority) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate :
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(
                                new ByteArrayInputStream(
                                        authority.getBytes(StandardCharsets.US_ASCII)))) {
            store.setCertificateEntry("ca" + number++, certificate);
        }
        if (number == 0) {
            throw new GeneralSecurityException("there is no certificate in it");
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        this.trust = factory.getTrustManagers();
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return configured(plain.create(url));
    }

    @Override
    public HttpConnection create(URL url, @Nullable Proxy proxy) throws IOException {
        return configured(plain.create(url, proxy));
    }

    private HttpConnection configured(HttpConnection connection) throws IOException {
        try {
            connection.configure(null, trust, new SecureRandom());
            return connection;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }
}
