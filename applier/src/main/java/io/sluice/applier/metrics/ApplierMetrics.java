package io.sluice.applier.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.applier.engine.Environment;
import io.sluice.applier.engine.Request;
import io.sluice.events.wire.Reading;
import java.time.Duration;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Everything the applier counts; the one place of its metrics' names.
public final class ApplierMetrics implements Environment.Counts {

    private static final String REQUESTS = "sluice_apiserver_requests";
    private static final String APPLIES = "sluice_applies";
    private static final String DRIFT = "sluice_drift_repairs";
    private static final String REFUSED = "sluice_records_refused";

    private final MeterRegistry registry;

    /// Counts in the registry.
    public ApplierMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /// A request to the API server was answered.
    ///
    /// @param code of HTTP; 0 if nobody answered
    public void requested(Request.Verb verb, int code) {
        registry.counter(
                        REQUESTS,
                        "verb",
                        verb.name().toLowerCase(Locale.ROOT),
                        "code",
                        String.valueOf(code))
                .increment();
    }

    @Override
    public void applied(String outcome, long millis) {
        registry.timer(APPLIES, "outcome", outcome).record(Duration.ofMillis(millis));
    }

    @Override
    public void drift(boolean corrected) {
        registry.counter(DRIFT, "corrected", String.valueOf(corrected)).increment();
    }

    /// A record was not acted on.
    public void refused(Reading.Reason reason) {
        registry.counter(REFUSED, "reason", reason.name()).increment();
    }

    /// A value that is read when somebody asks.
    public <T> void gauge(String name, T source, ToDoubleFunction<T> value) {
        registry.gauge("sluice_" + name, source, value);
    }
}
