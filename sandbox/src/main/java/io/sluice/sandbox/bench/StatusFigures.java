package io.sluice.sandbox.bench;

import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.service.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/// What the status-projector says of itself: how many statuses of units it wrote, and how long
/// after the fact they tell.
final class StatusFigures {

    private static final String UNITS = "kind=\"Kustomization\"";
    private static final String WRITES = "sluice_status_writes_total";
    private static final String LATENCY = "sluice_status_latency_seconds";

    private final URI metrics;
    private final HttpClient http = HttpClient.newHttpClient();

    StatusFigures(Sandbox sandbox) {
        this.metrics = sandbox.service(Service.STATUS_PROJECTOR).url().resolve("/q/metrics");
    }

    /// Statuses of units that were written since the service started.
    double writes() {
        return value(WRITES, "result=\"written\"");
    }

    /// Tells the figures of some commits.
    ///
    /// @param before the writes before the first of them
    /// @param units how many there are
    void report(Table table, double before, int commits, int units) {
        table.row(
                "statuses written for each unit and such a commit",
                "%.2f".formatted((writes() - before) / commits / units),
                "1");
        table.row(
                "from a fact to the status of a unit that shows it, lately",
                "p50 %.3f s, p95 %.3f s"
                        .formatted(
                                value(LATENCY, "quantile=\"0.5\""),
                                value(LATENCY, "quantile=\"0.95\"")),
                "0.050 s");
    }

    private double value(String series, String label) {
        return lines().stream()
                .filter(line -> line.startsWith(series + "{"))
                .filter(line -> line.contains(UNITS) && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private List<String> lines() {
        try {
            var request = HttpRequest.newBuilder(metrics).build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body().lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
