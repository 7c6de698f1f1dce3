package io.sluice.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SandboxOptions;
import io.sluice.sandbox.demo.TraceCollector.Collected;
import io.sluice.sandbox.service.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// One trace per commit, through all four services and the broker.
@Tag("end-to-end")
final class CommitTraceIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String UNIT = "Kustomization/flux-system/web";

    @Test
    void the_spans_of_one_commit_in_all_four_services_are_one_trace() {
        try (var collector = new TraceCollector();
                var sandbox = Sandbox.start(options(collector));
                var stage = new Stage(sandbox)) {
            stage.awaitConverged(stage.open());
            stage.homelab().bump("web", "1.30.0");
            stage.awaitConverged(stage.push("Update the web server"));
            String commit = stage.copy().revision();

            Collected detect = await(collector, "sluice-source-watcher", "detect commit", commit);
            Collected render = await(collector, "sluice-renderer", "render", commit);
            Collected apply = await(collector, "sluice-applier", "apply", commit);
            Collected status = await(collector, "sluice-status-projector", "write status", commit);

            assertThat(List.of(detect, render, apply, status))
                    .extracting(Collected::trace)
                    .containsOnly(detect.trace());
            assertThat(detect.parent()).isEmpty();
            assertThat(render.parent()).isEqualTo(detect.id());
            assertThat(apply.parent()).isEqualTo(render.id());
            assertThat(parents(collector, detect.trace())).contains(status.parent());
            assertThat(apply.attribute("outcome")).isEqualTo("Applied");
            assertThat(apply.attribute("revision")).isEqualTo(commit);
        }
    }

    private static SandboxOptions options(TraceCollector collector) {
        SandboxOptions options =
                SandboxOptions.of(Objects.requireNonNull(Path.of("").toAbsolutePath().getParent()))
                        .in(Path.of("target", "commit-trace"));
        for (Service service : Service.values()) {
            options =
                    options.withEnvironment(
                            service, "OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint());
        }
        return options;
    }

    private static List<String> parents(TraceCollector collector, String trace) {
        return collector.spans().stream()
                .filter(span -> span.trace().equals(trace))
                .map(Collected::id)
                .toList();
    }

    /// The span about the unit, or about the source where the trace begins.
    private static Collected await(
            TraceCollector collector, String service, String name, String commit) {
        Patience.until(
                System.nanoTime(),
                LIMIT,
                () -> find(collector, service, name, commit).isPresent(),
                () ->
                        "%s has no span '%s' of %s among %s"
                                .formatted(service, name, commit, collector.spans()));
        return find(collector, service, name, commit).orElseThrow();
    }

    private static Optional<Collected> find(
            TraceCollector collector, String service, String name, String commit) {
        return collector.spans().stream()
                .filter(span -> span.service().equals(service))
                .filter(span -> span.name().equals(name))
                .filter(span -> span.attribute("revision").equals(commit))
                .filter(
                        span ->
                                span.attribute("unit").equals(UNIT)
                                        || service.equals("sluice-source-watcher"))
                .findFirst();
    }
}
