package io.sluice.sandbox.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// TCP ports on loopback.
public final class Ports {

    private Ports() {}

    /// The given port, or a free one for 0.
    public static int orFree(int port) {
        return port == 0 ? free() : port;
    }

    /// A port nobody listens on at this moment.
    public static int free() {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on loopback", e);
        }
    }
}
