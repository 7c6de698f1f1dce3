package io.sluice.sandbox.kafka;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/// The first request of Kafka's protocol: the broker answers it when it serves, not before.
final class Greeting {

    private static final int MILLISECONDS = 1_000;
    private static final short API_VERSIONS = 18;
    private static final short NO_CLIENT_ID = -1;

    private Greeting() {}

    static boolean isAnswered(int port) {
        try (var socket = new Socket()) {
            socket.setSoTimeout(MILLISECONDS);
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MILLISECONDS);
            var out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(Short.BYTES * 3 + Integer.BYTES);
            out.writeShort(API_VERSIONS);
            out.writeShort(0);
            out.writeInt(1);
            out.writeShort(NO_CLIENT_ID);
            out.flush();
            return new DataInputStream(socket.getInputStream()).readInt() > 0;
        } catch (IOException _) {
            return false;
        }
    }
}
