package io.sluice.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The status-projector's live stream, as anybody may read it.
public final class LiveEvents implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Happening> happenings = new CopyOnWriteArrayList<>();
    private final Consumer<Happening> listener;
    private final URI projector;
    private final Thread thread;
    private volatile boolean closed;

    /// One line of the stream.
    ///
    /// @param at nanoseconds on this machine's clock when it was read
    public record Happening(
            String kind, String name, String stage, String revision, String message, long at) {}

    /// Follows the stream of a status-projector, over restarts of it.
    public LiveEvents(URI projector, Consumer<Happening> listener) {
        this.projector = projector;
        this.listener = listener;
        this.thread = Thread.ofVirtual().name("live-events").start(this::follow);
    }

    /// What happened since a moment of [System#nanoTime].
    public List<Happening> since(long moment) {
        return happenings.stream().filter(each -> each.at() >= moment).toList();
    }

    private void follow() {
        while (!closed) {
            var request =
                    HttpRequest.newBuilder(projector.resolve("/api/v1/stream"))
                            .header("Accept", "text/event-stream")
                            .build();
            try {
                var response = http.send(request, HttpResponse.BodyHandlers.ofLines());
                try (Stream<String> lines = response.body()) {
                    lines.forEach(this::line);
                }
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (IOException | UncheckedIOException _) {
                // The projector is away; it is asked again.
                if (!pause()) {
                    return;
                }
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
            return true;
        } catch (InterruptedException _) {
            return false;
        }
    }

    private void line(String line) {
        if (!line.startsWith("data:")) {
            return;
        }
        try {
            JsonNode json = JSON.readTree(line.substring("data:".length()));
            var happening =
                    new Happening(
                            json.path("kind").asText(),
                            json.path("name").asText(),
                            json.path("stage").asText(),
                            json.path("revision").asText(""),
                            json.path("message").asText(""),
                            System.nanoTime());
            happenings.add(happening);
            listener.accept(happening);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        http.shutdownNow();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
