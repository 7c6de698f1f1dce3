package io.sluice.statusprojector;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.sluice.api.crd.Kinds;
import io.sluice.api.kustomize.Kustomization;
import io.sluice.api.kustomize.KustomizationSpec;
import io.sluice.api.kustomize.KustomizationStatus;
import io.sluice.api.source.GitRepository;
import io.sluice.api.source.GitRepositorySpec;
import io.sluice.api.source.GitRepositoryStatus;
import io.sluice.events.ResourceKey;
import io.sluice.events.wire.EventJson;
import io.sluice.statusprojector.effects.Announcer;
import io.sluice.statusprojector.effects.Desks;
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
import io.sluice.statusprojector.status.UnservedKind;
import io.sluice.statusprojector.status.UnservedReport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/// The statuses of all kinds that we write, put together.
final class Statuses implements Announcer.Lookup, AutoCloseable {
    private final Projection projection;
    private final KubernetesClient client;
    private final KindDesk.WriteListener listener;
    private final InstantSource clock;
    private final Pace pace;
    private final StatusRequests requests;
    private final Map<String, StatusDesk> desks = new ConcurrentHashMap<>();
    private final WatchedResources<GitRepository, GitRepositorySpec, GitRepositoryStatus> sources;
    private final WatchedResources<Kustomization, KustomizationSpec, KustomizationStatus> units;
    private final List<WatchedResources<?, ?, ?>> served;
    private final List<WatchedResources<?, ?, ?>> unserved = new ArrayList<>();
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
        this.pace =
                new Pace(
                        config.fetchingAfter(),
                        config.applyingAfter(),
                        config.askedAfter(),
                        config.waitingAfter());
        this.requests = new StatusRequests(client);
        this.effects = new Effects(projection, new AllDesks(), clock, config.writers());
        this.sources = add(ResourceKind.GIT_REPOSITORY, this::ofSource);
        this.units = add(ResourceKind.KUSTOMIZATION, this::ofUnit);
        this.served = List.of(sources, units);
        Set<String> others = config.leftToOthers().orElse(Set.of());
        Kinds.ALL.stream()
                .filter(type -> !others.contains(HasMetadata.getKind(type)))
                .forEach(type -> addUnserved(type, config.unservedAfter()));
    }

    private <R extends HasMetadata, P, S> WatchedResources<R, P, S> add(
            ResourceKind<R, P, S> kind, Function<Live<P, S>, Report<S>> decide) {
        ObjectMapper json = EventJson.mapper();
        var resources = new WatchedResources<>(client, kind, requests, clock, effects::touch);
        desks.put(kind.name(), new KindDesk<>(resources, decide, json, clock, listener));
        return resources;
    }

    private void addUnserved(Class<? extends HasMetadata> type, Duration grace) {
        UnservedKind.named(HasMetadata.getKind(type))
                .ifPresent(
                        kind ->
                                unserved.add(
                                        add(
                                                ResourceKind.unserved(type),
                                                live -> UnservedReport.of(live, kind, grace))));
    }

    private final class AllDesks implements Desks {
        @Override
        public Optional<StatusDesk> of(String kind) {
            return Optional.ofNullable(desks.get(kind));
        }

        @Override
        public Stream<ResourceKey> known() {
            return Stream.concat(served.stream(), unserved.stream())
                    .flatMap(kind -> kind.keys().stream());
        }
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

    @Override
    public Optional<Live<KustomizationSpec, KustomizationStatus>> unit(ResourceKey key) {
        return units.get(key);
    }

    @Override
    public Optional<? extends Live<?, ?>> any(ResourceKey key) {
        return key.kind().equals(ResourceKind.GIT_REPOSITORY.name())
                ? sources.get(key)
                : units.get(key);
    }

    Effects effects() {
        return effects;
    }

    /// Starts to watch the cluster.
    ///
    /// @param caughtUp whether the projection has caught up
    void start(BooleanSupplier caughtUp) {
        served.forEach(kind -> kind.start(() -> openIf(caughtUp.getAsBoolean())));
        unserved.forEach(kind -> kind.start(() -> {}));
    }

    /// Lets statuses be written if the projection and the cluster are known.
    synchronized void openIf(boolean caughtUp) {
        if (caughtUp && isSynced()) {
            effects.open();
        }
    }

    /// Whether the resources of all kinds that are served are known.
    boolean isSynced() {
        return served.stream().allMatch(WatchedResources::isSynced);
    }

    @Override
    public void close() {
        effects.close();
        served.forEach(WatchedResources::close);
        unserved.forEach(WatchedResources::close);
    }
}
