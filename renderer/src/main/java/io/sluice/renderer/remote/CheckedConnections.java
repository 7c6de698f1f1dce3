package io.sluice.renderer.remote;

import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/// Looks at every address before it is spoken with, those of redirects too.
final class CheckedConnections implements HttpConnectionFactory {

    private final HttpConnectionFactory plain = new JDKHttpConnectionFactory();
    private final Addresses addresses;

    CheckedConnections(Addresses addresses) {
        this.addresses = addresses;
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        addresses.check(URI.create(url.toString()));
        return plain.create(url);
    }

    @Override
    public HttpConnection create(URL url, @Nullable Proxy proxy) throws IOException {
        addresses.check(URI.create(url.toString()));
        return plain.create(url, proxy);
    }
}
