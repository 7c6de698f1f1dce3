package io.sluice.sandbox.node;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Answers `kubectl logs` and `flux logs` as a kubelet does, from files: the API server passes them
/// on as `GET /containerLogs/<namespace>/<pod>/<container>`.
final class LogServer implements AutoCloseable {

    private static final long POLL_MILLIS = 100;
    private static final int PATH_PARTS = 5;

    private final HttpsServer server;
    private final Map<String, Path> files = new ConcurrentHashMap<>();
    private volatile boolean closed;

    private LogServer(HttpsServer server) {
        this.server = server;
    }

    /// A server on a free port; its certificate is made in the folder.
    static LogServer start(Path folder) {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            HttpsServer server = HttpsServer.create(address, 0);
            server.setHttpsConfigurator(new HttpsConfigurator(Certificate.createIn(folder)));
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            var logs = new LogServer(server);
            server.createContext("/containerLogs/", logs::answer);
            server.start();
            return logs;
        } catch (IOException e) {
            throw new UncheckedIOException("the node cannot tell logs", e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    /// The Pod's log is this file from now on.
    void publish(String pod, Path file) {
        files.put(pod, file);
    }

    @Override
    public void close() {
        closed = true;
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] parts = exchange.getRequestURI().getPath().split("/", -1);
            Path file = parts.length == PATH_PARTS ? files.get(parts[3]) : null;
            if (file == null || !Files.exists(file)) {
                byte[] body = "no such log here".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(404, body.length);
                exchange.getResponseBody().write(body);
                return;
            }
            var query = LogQuery.of(exchange.getRequestURI().getQuery(), Clock.systemUTC());
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.sendResponseHeaders(200, 0);
            tell(file, query, exchange.getResponseBody());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Path file, LogQuery query, OutputStream out)
            throws IOException, InterruptedException {
        try (InputStream in = Files.newInputStream(file)) {
            var rest = new ByteArrayOutputStream();
            write(query.select(wholeLines(in, rest)), out);
            while (query.follow() && !closed) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
                write(wholeLines(in, rest), out);
            }
        }
    }

    /// What was written since the last time; a line that is being written is kept for the next.
    private static List<String> wholeLines(InputStream in, ByteArrayOutputStream rest)
            throws IOException {
        in.transferTo(rest);
        byte[] read = rest.toByteArray();
        int end = read.length;
        while (end > 0 && read[end - 1] != '\n') {
            end--;
        }
        rest.reset();
        rest.write(read, end, read.length - end);
        return new String(read, 0, end, StandardCharsets.UTF_8).lines().toList();
    }

    private static void write(List<String> lines, OutputStream out) throws IOException {
        for (String line : lines) {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        out.flush();
    }
}
