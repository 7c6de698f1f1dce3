package io.sluice.sandbox.bench;

import io.sluice.sandbox.controlplane.ControlPlane;
import io.sluice.sandbox.process.PartFailedException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Writes and nothing else: what the API server itself needs for them.
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

    /// One request.
    ///
    /// @param path with its query
    record Write(String method, String path, String contentType, String json) {

        private static final String MERGE = "application/merge-patch+json";

        static Write apply(String path, String json) {
            return new Write(
                    "PATCH",
                    path + "?fieldManager=bare&force=true",
                    "application/apply-patch+yaml",
                    json);
        }

        static Write merge(String path, String json) {
            return new Write("PATCH", path + "?fieldManager=bare", MERGE, json);
        }

        static Write create(String path, String json) {
            return new Write("POST", path + "?fieldManager=bare", "application/json", json);
        }

        static Write delete(String path) {
            return new Write("DELETE", path, "application/json", "");
        }
    }

    /// Makes writes.
    ///
    /// @param sequences each in its order, several side by side
    /// @return how long that took
    Duration make(List<List<Write>> sequences) {
        Queue<List<Write>> open = new ConcurrentLinkedQueue<>(sequences);
        Queue<String> refusals = new ConcurrentLinkedQueue<>();
        long began = System.nanoTime();
        List<Thread> threads =
                clients.stream()
                        .map(
                                client ->
                                        Thread.ofVirtual()
                                                .start(() -> drain(client, open, refusals)))
                        .toList();
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartFailedException("interrupted", e);
        }
        if (!refusals.isEmpty()) {
            throw new PartFailedException("the bare client was refused: " + refusals.peek());
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private void drain(HttpClient client, Queue<List<Write>> open, Queue<String> refusals) {
        for (List<Write> each = open.poll();
                each != null && refusals.isEmpty();
                each = open.poll()) {
            each.forEach(write -> send(client, write).ifPresent(refusals::add));
        }
    }

    /// @return what was wrong
    private Optional<String> send(HttpClient client, Write write) {
        var request =
                HttpRequest.newBuilder(controlPlane.url().resolve(write.path()))
                        .header("Authorization", "Bearer " + controlPlane.administratorToken())
                        .header("Content-Type", write.contentType())
                        .method(write.method(), HttpRequest.BodyPublishers.ofString(write.json()))
                        .build();
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() < 300
                    ? Optional.empty()
                    : Optional.of(write.path() + ": " + response.body());
        } catch (IOException e) {
            return Optional.of(write.path() + ": " + e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    @Override
    public void close() {
        clients.forEach(HttpClient::shutdownNow);
    }
}
