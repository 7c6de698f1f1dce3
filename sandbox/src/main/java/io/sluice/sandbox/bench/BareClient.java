package io.sluice.sandbox.bench;

import io.sluice.sandbox.controlplane.ControlPlane;
import io.sluice.sandbox.process.PartFailedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Server-side apply and nothing else: what the API server itself needs for the same writes.
///
/// One HTTP/2 connection for each of its threads, JSON bodies, no dry run, no reading.
final class BareClient implements AutoCloseable {

    private static final int CONNECTIONS = 16;

    private final ControlPlane controlPlane;
    private final List<HttpClient> clients = new ArrayList<>();

    BareClient(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
        for (int number = 0; number < CONNECTIONS; number++) {
            clients.add(controlPlane.http());
        }
    }

    /// Applies the objects of so many units.
    ///
    /// @return how long that took
    Duration apply(String namespace, int units, String value) {
        Queue<Workload.Body> bodies = new ConcurrentLinkedQueue<>();
        for (int unit = 0; unit < units; unit++) {
            bodies.addAll(Workload.of(namespace, ManyUnits.name(unit), value));
        }
        long began = System.nanoTime();
        List<Thread> threads =
                clients.stream()
                        .map(client -> Thread.ofVirtual().start(() -> drain(client, bodies)))
                        .toList();
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartFailedException("interrupted", e);
        }
        if (!bodies.isEmpty()) {
            throw new PartFailedException("the bare client was refused");
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private void drain(HttpClient client, Queue<Workload.Body> bodies) {
        for (Workload.Body body = bodies.poll(); body != null; body = bodies.poll()) {
            if (!isApplied(client, body)) {
                bodies.add(body);
                return;
            }
        }
    }

    private boolean isApplied(HttpClient client, Workload.Body body) {
        URI address =
                controlPlane
                        .url()
                        .resolve(body.path() + "/" + body.name() + "?fieldManager=bare&force=true");
        var request =
                HttpRequest.newBuilder(address)
                        .header("Authorization", "Bearer " + controlPlane.administratorToken())
                        .header("Content-Type", "application/apply-patch+yaml")
                        .method("PATCH", HttpRequest.BodyPublishers.ofString(body.json()))
                        .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).statusCode() < 300;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        clients.forEach(HttpClient::shutdownNow);
    }
}
