package io.sluice.applier;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.sluice.applier.engine.Backoff;
import io.sluice.applier.engine.Desires;
import io.sluice.applier.engine.Discovery;
import io.sluice.applier.engine.Engine;
import io.sluice.applier.engine.Environment;
import io.sluice.applier.engine.FairGate;
import io.sluice.applier.engine.Judging;
import io.sluice.applier.engine.LiveObjects;
import io.sluice.applier.engine.Policies;
import io.sluice.applier.engine.Publications;
import io.sluice.applier.kubernetes.DefinitionWatch;
import io.sluice.applier.kubernetes.HttpApiServer;
import io.sluice.applier.kubernetes.ObjectWatches;
import io.sluice.applier.kubernetes.RemoteClients;
import io.sluice.applier.kubernetes.UnitWatch;
import io.sluice.applier.metrics.ApplierMetrics;
import io.sluice.applier.remote.Kubeconfig;
import io.sluice.events.Producer;
import io.sluice.events.log.Publisher;
import io.sluice.events.seal.Sealer;
import io.sluice.events.trace.Tracing;
import io.sluice.events.wire.Partitions;
import io.sluice.events.wire.Ulids;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The engine with its cluster, without a log: whoever reads the log feeds it.
final class Core implements AutoCloseable {

    private final Engine engine;
    private final UnitWatch units;
    private final DefinitionWatch definitions;
    private final ObjectWatches objects;
    private final RemoteClients remotes;
    private final ExecutorService actors;
    private final ScheduledExecutorService timer;

    /// What the core is made of.
    ///
    /// @param client reaches the cluster
    /// @param clusterUid identifies it
    /// @param publisher takes our facts
    /// @param sealer opens secrets
    /// @param leaseUntil until when our partitions are surely ours
    /// @param tracing times
    /// @param metrics count
    record Parts(
            KubernetesClient client,
            String clusterUid,
            Publisher publisher,
            Sealer sealer,
            Supplier<Instant> leaseUntil,
            Tracing tracing,
            ApplierMetrics metrics) {}

    /// How the core behaves.
    ///
    /// @param partitions of every topic
    /// @param policies how units are applied
    /// @param requestsAtOnce to an API server
    /// @param defaultServiceAccount of units that name none; null for our own rights
    /// @param kubeconfigs what of the units' kubeconfigs is allowed
    /// @param additiveReadiness whether `readyExpr` is asked beside the built-in check
    record Options(
            Partitions partitions,
            Policies policies,
            int requestsAtOnce,
            @Nullable String defaultServiceAccount,
            Kubeconfig.Rules kubeconfigs,
            boolean additiveReadiness) {}

    Core(Parts parts, Options options) {
        InstantSource clock = InstantSource.system();
        LiveObjects live = new LiveObjects();
        AtomicReference<Engine> listener = new AtomicReference<>();
        this.actors = Executors.newVirtualThreadPerTaskExecutor();
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("timer").daemon().factory());
        this.objects =
                new ObjectWatches(
                        parts.client(),
                        live,
                        (id, owners) -> {
                            Engine told = listener.get();
                            if (told != null) {
                                told.observed(id, owners);
                            }
                        });
        this.remotes =
                new RemoteClients(
                        parts.client(),
                        options.kubeconfigs(),
                        options.requestsAtOnce(),
                        clock,
                        parts.metrics()::requested);
        var environment =
                new Environment(
                        new HttpApiServer(parts.client(), parts.metrics()::requested),
                        new FairGate(options.requestsAtOnce()),
                        new Backoff(clock),
                        new Discovery(),
                        objects,
                        live,
                        remotes,
                        Judging.of(live, options.additiveReadiness()),
                        new Desires(parts.sealer()),
                        new Publications(
                                parts.publisher(),
                                new Producer(parts.clusterUid(), "applier"),
                                new Ulids(clock, new SecureRandom()),
                                clock),
                        parts.leaseUntil(),
                        options.policies(),
                        clock,
                        parts.tracing(),
                        parts.metrics());
        this.engine = new Engine(options.partitions(), environment, actors, timer);
        listener.set(engine);
        this.definitions = new DefinitionWatch(parts.client(), engine);
        this.units = new UnitWatch(parts.client(), engine, options.defaultServiceAccount());
        parts.metrics().gauge("units_owned", engine, Engine::units);
        parts.metrics().gauge("objects_known", live, LiveObjects::size);
        parts.metrics().gauge("kinds_watched", objects, ObjectWatches::size);
        parts.metrics().gauge("remote_clients", remotes, RemoteClients::size);
    }

    /// Starts watching; returns at once.
    void start() {
        units.start();
        definitions.start();
    }

    Engine engine() {
        return engine;
    }

    @Override
    public void close() {
        engine.close();
        units.close();
        definitions.close();
        objects.close();
        timer.shutdownNow();
        actors.shutdownNow();
        remotes.close();
    }
}
