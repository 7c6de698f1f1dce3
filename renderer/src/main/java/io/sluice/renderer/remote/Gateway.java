package io.sluice.renderer.remote;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// The way out for one fetch: a SOCKS proxy on the loopback interface.
///
/// A name is looked up here, once, and the very address that was found to be public is connected
/// to, so that no second look-up can lead elsewhere. What is too much or takes too long is cut off
/// here too, whatever the protocol above does.
final class Gateway implements Closeable {

    private static final int CONNECT = 10_000;
    private static final byte[] NO_PASSWORD = {5, 0};
    private static final int DONE = 0;
    private static final int FORBIDDEN = 2;
    private static final int REFUSED = 5;

    private final Addresses addresses;
    private final long limit;
    private final ServerSocket entrance;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong passed = new AtomicLong();
    private final long end;
    private boolean closed;

    /// @param time after which everything is cut off
    /// @param limit of bytes that may come in
    Gateway(Addresses addresses, Duration time, long limit) throws IOException {
        this.addresses = addresses;
        this.limit = limit;
        this.end = System.nanoTime() + time.toNanos();
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
        Thread.ofVirtual().start(this::closeInTime);
    }

    /// The proxy to connect through.
    Proxy proxy() {
        return new Proxy(Proxy.Type.SOCKS, entrance.getLocalSocketAddress());
    }

    boolean isTooLarge() {
        return passed.get() > limit;
    }

    boolean isOver() {
        return System.nanoTime() - end > 0;
    }

    @Override
    public void close() {
        synchronized (entrance) {
            closed = true;
            entrance.notifyAll();
        }
        quietly(entrance);
        open.forEach(Gateway::quietly);
    }

    private void closeInTime() {
        try {
            synchronized (entrance) {
                while (!closed && !isOver()) {
                    entrance.wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException over) {
            close();
        }
    }

    private void serve(Socket client) {
        open.add(client);
        try (client) {
            var in = new DataInputStream(client.getInputStream());
            in.readUnsignedByte();
            in.skipNBytes(in.readUnsignedByte());
            client.getOutputStream().write(NO_PASSWORD);
            in.skipNBytes(3);
            String host = host(in);
            int port = in.readUnsignedShort();
            connect(client, host, port);
        } catch (IOException gone) {
            // The other end sees its connection closed and tells why it needed it.
        } finally {
            open.remove(client);
        }
    }

    private static String host(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        if (kind == 3) {
            byte[] name = in.readNBytes(in.readUnsignedByte());
            return new String(name, StandardCharsets.US_ASCII);
        }
        return InetAddress.getByAddress(in.readNBytes(kind == 1 ? 4 : 16)).getHostAddress();
    }

    private void connect(Socket client, String host, int port) throws IOException {
        InetAddress[] found;
        try {
            found = addresses.lookUp(host);
        } catch (IOException e) {
            answer(client, FORBIDDEN);
            return;
        }
        try (Socket server = reach(found, port)) {
            open.add(server);
            answer(client, DONE);
            Thread.ofVirtual().start(() -> pass(client, server, false));
            pass(server, client, true);
        } catch (ConnectException e) {
            answer(client, REFUSED);
        }
    }

    /// A connection with the first address that answers.
    private static Socket reach(InetAddress[] addresses, int port) throws ConnectException {
        for (InetAddress address : addresses) {
            var server = new Socket(Proxy.NO_PROXY);
            try {
                server.connect(new InetSocketAddress(address, port), CONNECT);
                return server;
            } catch (IOException e) {
                quietly(server);
            }
        }
        throw new ConnectException();
    }

    private static void answer(Socket client, int code) throws IOException {
        client.getOutputStream().write(new byte[] {5, (byte) code, 0, 1, 0, 0, 0, 0, 0, 0});
    }

    private void pass(Socket from, Socket to, boolean counted) {
        byte[] buffer = new byte[16_384];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (counted && passed.addAndGet(n) > limit) {
                    break;
                }
                out.write(buffer, 0, n);
            }
            to.shutdownOutput();
        } catch (IOException gone) {
            quietly(from);
            quietly(to);
        }
    }

    private static void quietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException alreadyGone) {
            // Closed is what it is to be.
        }
    }
}
