package io.sluice.applier;

import io.sluice.applier.engine.Engine;
import io.sluice.applier.kafka.ClaimListener;
import io.sluice.applier.kafka.ManifestLanes;
import io.sluice.applier.kafka.OutcomeListener;
import io.sluice.applier.metrics.ApplierMetrics;
import io.sluice.events.log.KeyedConsumer;
import io.sluice.events.log.LogFollower;
import io.sluice.events.log.LogSettings;
import io.sluice.events.wire.EventCodec;
import io.sluice.events.wire.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// What reads the log for the engine.
final class LogReaders implements AutoCloseable {

    private static final KeyedConsumer.Limits LIMITS =
            new KeyedConsumer.Limits(1000, 64L << 20, 64);

    private final KeyedConsumer manifests;
    private final LogFollower outcomes;
    private final LogFollower claims;

    LogReaders(ApplierConfig config, EventCodec codec, Engine engine, ApplierMetrics metrics) {
        var settings =
                new LogSettings(
                        config.bootstrapServers(), config.topicPrefix(), "applier", Map.of());
        this.manifests =
                new KeyedConsumer(
                        settings,
                        config.topicPrefix() + "-applier",
                        config.memberId().equals("none") ? "" : config.memberId(),
                        Topic.MANIFESTS,
                        KeyedConsumer.CommitPolicy.LEASE,
                        LIMITS,
                        new ManifestLanes(engine, codec, metrics::refused),
                        InstantSource.system());
        this.outcomes =
                new LogFollower(
                        settings,
                        "outcomes",
                        List.of(Topic.OUTCOMES),
                        codec,
                        new OutcomeListener(engine, metrics::refused));
        this.claims =
                new LogFollower(
                        settings,
                        "claims",
                        List.of(Topic.MANIFESTS),
                        codec,
                        new ClaimListener(engine));
    }

    void start() {
        outcomes.start();
        claims.start();
        manifests.start();
    }

    Instant leaseUntil() {
        return manifests.leaseUntil();
    }

    boolean isTurning(Duration within) {
        return manifests.isTurning(within)
                && outcomes.isTurning(within)
                && claims.isTurning(within);
    }

    @Override
    public void close() {
        manifests.close();
        outcomes.close();
        claims.close();
    }
}
