package io.sluice.statusprojector;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.sluice.api.kustomize.KustomizationSpec;
import io.sluice.api.kustomize.KustomizationStatus;
import io.sluice.api.source.GitRepositorySpec;
import io.sluice.api.source.GitRepositoryStatus;
import io.sluice.events.wire.EventJson;
import io.sluice.statusprojector.effects.Effects;
import io.sluice.statusprojector.effects.KindDesk;
import io.sluice.statusprojector.effects.StatusDesk;
import io.sluice.statusprojector.kubernetes.ResourceKind;
import io.sluice.statusprojector.kubernetes.StatusRequests;
import io.sluice.statusprojector.kubernetes.WatchedResources;
import io.sluice.statusprojector.projection.Projection;
import io.sluice.statusprojector.status.GitRepositoryReport;
import io.sluice.statusprojector.status.KustomizationReport;
import io.sluice.statusprojector.status.Live;
import io.sluice.statusprojector.status.Pace;
import io.sluice.statusprojector.status.Report;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// The statuses of all kinds that we write, put together.
final class Statuses implements AutoCloseable {
    private final Projection projection;
    private final KubernetesClient client;
    private final KindDesk.WriteListener listener;
    private final InstantSource clock;
    private final Pace pace;
    private final StatusRequests requests;
    private final Map<String, StatusDesk> desks = new ConcurrentHashMap<>();
    private final List<WatchedResources<?, ?, ?>> watched = new ArrayList<>();
    private final Effects effects;

    Statuses(
            Projection projection,
            KubernetesClient client,
            ProjectorConfig.Status config,
            KindDesk.WriteListener listener,
            InstantSource clock) {
        this.projection = projection;
        this.client = client;
        this.listener = listener;
        this.clock = clock;
        this.pace = new Pace(config.queuedAfter(), config.progressAfter());
        this.requests = new StatusRequests(client);
        this.effects =
                new Effects(
                        projection,
                        kind -> Optional.ofNullable(desks.get(kind)),
                        clock,
                        config.writers());
        add(ResourceKind.GIT_REPOSITORY, this::ofSource);
        add(ResourceKind.KUSTOMIZATION, this::ofUnit);
    }

    private <R extends CustomResource<?, ?>, P, S> void add(
            ResourceKind<R, P, S> kind, Function<Live<P, S>, Report<S>> decide) {
        ObjectMapper json = EventJson.mapper();
        var resources = new WatchedResources<>(client, kind, requests, clock, effects::touch);
        desks.put(kind.name(), new KindDesk<>(resources, decide, json, clock, listener));
        watched.add(resources);
    }

    private Report<GitRepositoryStatus> ofSource(
            Live<GitRepositorySpec, GitRepositoryStatus> live) {
        return projection
                .source(live.key())
                .map(view -> GitRepositoryReport.of(live, view, pace))
                .orElse(new Report.Leave<>("unknown"));
    }

    private Report<KustomizationStatus> ofUnit(Live<KustomizationSpec, KustomizationStatus> live) {
        return projection
                .unit(live.key())
                .map(view -> KustomizationReport.of(live, view, pace))
                .orElse(new Report.Leave<>("unknown"));
    }

    Effects effects() {
        return effects;
    }

    /// Starts to watch the cluster.
    ///
    /// @param caughtUp whether the projection has caught up
    void start(BooleanSupplier caughtUp) {
        watched.forEach(kind -> kind.start(() -> openIf(caughtUp.getAsBoolean())));
    }

    /// Lets statuses be written if the projection and the cluster are known.
    synchronized void openIf(boolean caughtUp) {
        if (caughtUp && isSynced()) {
            effects.open();
        }
    }

    /// Whether the resources of all kinds are known.
    boolean isSynced() {
        return watched.stream().allMatch(WatchedResources::isSynced);
    }

    @Override
    public void close() {
        effects.close();
        watched.forEach(WatchedResources::close);
    }
}
