package io.sluice.renderer.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/// Every metric of the renderer; names and tags in one place.
public final class RenderMetrics {

    private final MeterRegistry registry;
    private final Timer builds;

    /// Metrics in a registry.
    public RenderMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.builds =
                Timer.builder("sluice_render_build")
                        .description("How long builds take")
                        .register(registry);
    }

    /// A request was answered.
    ///
    /// @param answer the type of the answer
    public void answered(String answer) {
        registry.counter("sluice_render_answers", "answer", answer).increment();
    }

    /// A request was dropped, a later one of its unit answers it.
    public void superseded() {
        registry.counter("sluice_render_superseded").increment();
    }

    /// A record was refused.
    ///
    /// @param reason of bounded number
    public void refused(String reason) {
        registry.counter("sluice_render_refused", "reason", reason).increment();
    }

    /// A record went to the dead letters.
    public void deadLettered() {
        registry.counter("sluice_render_dead_letters").increment();
    }

    /// A build took this long.
    public void built(Duration time) {
        builds.record(time);
    }
}
