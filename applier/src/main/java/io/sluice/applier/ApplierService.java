package io.sluice.applier;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sluice.api.keys.KeyPurpose;
import io.sluice.api.keys.KeyRing;
import io.sluice.applier.drift.Leftovers;
import io.sluice.applier.engine.Policies;
import io.sluice.applier.metrics.ApplierMetrics;
import io.sluice.applier.plan.DeleteGuard;
import io.sluice.applier.plan.Stages;
import io.sluice.applier.remote.Kubeconfig;
import io.sluice.applier.unit.Identity;
import io.sluice.events.log.SmallRyePublisher;
import io.sluice.events.seal.Sealer;
import io.sluice.events.trace.Tracing;
import io.sluice.events.wire.EventCodec;
import io.sluice.events.wire.Partitions;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Puts the applier together once its keys are there, and takes it apart at the end.
@Singleton
final class ApplierService {

    private static final Logger LOG = Logger.getLogger(ApplierService.class);

    private final ApplierConfig config;
    private final KubernetesClient kubernetes;
    private final Foundation foundation;
    private final Instance<EventCodec> codec;
    private final Instance<SmallRyePublisher> publisher;
    private final ApplierMetrics metrics;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicReference<Optional<Running>> running =
            new AtomicReference<>(Optional.empty());
    private final Tracing tracing;
    private final @Nullable String fallback;
    private final Thread starter;

    ApplierService(
            ApplierConfig config,
            KubernetesClient kubernetes,
            Foundation foundation,
            Instance<EventCodec> codec,
            Instance<SmallRyePublisher> publisher,
            MeterRegistry registry,
            @ConfigProperty(name = "otel.exporter.otlp.endpoint") Optional<String> collector) {
        this.config = config;
        this.kubernetes = kubernetes;
        this.foundation = foundation;
        this.codec = codec;
        this.publisher = publisher;
        this.metrics = new ApplierMetrics(registry);
        this.tracing = Tracing.to(collector, "sluice-applier");
        this.fallback = fallback(config.applier());
        this.starter = Thread.ofPlatform().name("start").daemon().unstarted(this::run);
    }

    private record Running(Core core, LogReaders log) {}

    void start(@Observes StartupEvent event) {
        starter.start();
    }

    void stop(@Observes ShutdownEvent event) {
        stopped.countDown();
        running.get()
                .ifPresent(
                        parts -> {
                            parts.log().close();
                            parts.core().close();
                        });
        tracing.close();
    }

    /// Whether units can be acted on.
    boolean isReady() {
        return running.get().filter(parts -> parts.core().engine().isReady()).isPresent();
    }

    /// Whether the loops turn; before there are any, whether the start goes on.
    boolean isAlive(Duration within) {
        return running.get()
                .map(parts -> parts.log().isTurning(within))
                .orElseGet(starter::isAlive);
    }

    private void run() {
        try {
            Keys keys = new Keys(kubernetes, config.namespace(), stopped);
            String clusterUid = keys.clusterUid();
            foundation.lay(config, clusterUid, keys.ring(KeyPurpose.LOG_HMAC));
            KeyRing sealing = keys.ring(KeyPurpose.SEALING);
            var sealer =
                    new Sealer(clusterUid, sealing.currentId(), sealing.keys(), new SecureRandom());
            assemble(clusterUid, sealer);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void assemble(String clusterUid, Sealer sealer) {
        AtomicReference<Supplier<Instant>> lease = new AtomicReference<>(() -> Instant.MIN);
        var core =
                new Core(
                        new Core.Parts(
                                kubernetes,
                                clusterUid,
                                publisher.get(),
                                sealer,
                                () -> lease.get().get(),
                                tracing,
                                metrics),
                        new Core.Options(
                                new Partitions(config.partitions()),
                                policies(config.applier()),
                                config.applier().requestsAtOnce(),
                                fallback,
                                new Kubeconfig.Rules(
                                        config.applier().insecureKubeconfigExec(),
                                        config.applier().insecureKubeconfigTls()),
                                config.applier().additiveCelDependencyCheck()));
        var log = new LogReaders(config, codec.get(), core.engine(), metrics);
        lease.set(log::leaseUntil);
        running.set(Optional.of(new Running(core, log)));
        core.start();
        log.start();
        LOG.infof("applying what %s says", config.bootstrapServers());
    }

    /// A name that is none must not leave the units that name none with our own rights.
    private static @Nullable String fallback(ApplierConfig.Applier config) {
        String name = config.defaultServiceAccount().orElse(null);
        if (name != null && !Identity.isName(name)) {
            throw new IllegalArgumentException(
                    "SLUICE_APPLIER_DEFAULT_SERVICE_ACCOUNT is not the name of a service account: '%s'"
                            .formatted(name));
        }
        return name;
    }

    private static Policies policies(ApplierConfig.Applier settings) {
        return new Policies(
                settings.stamps(),
                Stages.with(settings.customStageKinds().orElse(List.of())),
                new Leftovers(settings.overrideManagers().orElse(List.of())),
                DeleteGuard.parse(settings.deleteGuard()));
    }
}
