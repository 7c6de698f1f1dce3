package io.sluice.renderer.remote;

import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/// Looks at every address before it is spoken with, those of redirects too, and speaks with it
/// through the gateway unless there is a proxy already.
final class CheckedConnections implements HttpConnectionFactory {

    private final HttpConnectionFactory plain = new JDKHttpConnectionFactory();
    private final Addresses addresses;
    private final Gateway gateway;

    CheckedConnections(Addresses addresses, Gateway gateway) {
        this.addresses = addresses;
        this.gateway = gateway;
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return create(url, null);
    }

    @Override
    public HttpConnection create(URL url, @Nullable Proxy proxy) throws IOException {
        addresses.check(URI.create(url.toString()));
        boolean direct = proxy == null || proxy.type() == Proxy.Type.DIRECT;
        return plain.create(url, direct ? gateway.proxy() : proxy);
    }
}
