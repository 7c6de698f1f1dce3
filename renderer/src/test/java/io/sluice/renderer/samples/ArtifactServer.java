package io.sluice.renderer.samples;

import com.sun.net.httpserver.HttpServer;
import io.sluice.events.ArtifactReference;
import io.sluice.renderer.desiredstate.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// An artifact store of its own, on loopback.
public final class ArtifactServer implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, byte[]> archives = new ConcurrentHashMap<>();
    private final AtomicInteger fetches = new AtomicInteger();

    public ArtifactServer() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    fetches.incrementAndGet();
                    byte[] archive = archives.get(exchange.getRequestURI().getPath());
                    exchange.sendResponseHeaders(
                            archive == null ? 404 : 200, archive == null ? -1 : archive.length);
                    if (archive != null) {
                        exchange.getResponseBody().write(archive);
                    }
                    exchange.close();
                });
        server.start();
    }

    /// Puts files into the store, as one revision.
    public ArtifactReference put(String revision, Map<String, String> files) {
        return put(revision, Archives.of(files));
    }

    /// Puts an archive into the store.
    public ArtifactReference put(String revision, byte[] archive) {
        ArtifactReference reference = reference(revision, archive);
        archives.put("/" + reference.path(), archive);
        return reference;
    }

    /// What names an archive, in the store or not.
    public ArtifactReference reference(String revision, byte[] archive) {
        String digest = Sha256.of(archive);
        String path = "gitrepository/apps/fleet/" + digest.substring(7) + ".tar.gz";
        return new ArtifactReference(
                "http://127.0.0.1:" + server.getAddress().getPort() + "/" + path,
                path,
                revision,
                digest,
                archive.length,
                Instant.EPOCH,
                new TreeMap<>());
    }

    /// How many requests the store answered.
    public int fetches() {
        return fetches.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
