package io.sluice.applier.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.applier.remote.KubeconfigSecret;
import io.sluice.applier.unit.Declaration;
import io.sluice.applier.unit.KubeConfig;
import io.sluice.events.ObjectId;

/// What one run of a unit works with: the unit's own resource in our cluster, and the cluster its
/// objects are in.
final class Run {

    private static final ResourceType SECRETS = new ResourceType("v1", "Secret", "secrets", true);

    private final Declaration live;
    private final Environment environment;
    private final UnitMemory memory;
    private final Calls home;

    /// @param home the requests to our own API server
    Run(Declaration live, Environment environment, UnitMemory memory, Calls home) {
        this.live = live;
        this.environment = environment;
        this.memory = memory;
        this.home = home;
    }

    /// What the unit's resource keeps for us.
    Ledger ledger() {
        return new Ledger(
                new DeclarationWrites(home, live.unit()), Stored.newest(live, memory.stored()));
    }

    /// The cluster the unit's objects are in, as whom the unit acts.
    ///
    /// @throws StoppedException if it cannot be found out, or must not be used
    Cluster cluster() {
        KubeConfig kubeConfig = live.spec().kubeConfig();
        Calls calls =
                switch (kubeConfig) {
                    case null -> home;
                    case KubeConfig.Secret secret -> home.to(remote(secret));
                    case KubeConfig.Unsupported unsupported ->
                            throw StoppedException.refused(unsupported.message());
                };
        memory.enter(calls.target().name());
        return new Cluster(calls, live.unit(), live.spec().identity());
    }

    private Target remote(KubeConfig.Secret reference) {
        KubeconfigSecret secret = secret(reference);
        return switch (environment.remotes().reach(secret)) {
            case RemoteClusters.Reached.Found found -> found.target();
            case RemoteClusters.Reached.Refused refused ->
                    throw StoppedException.refused(
                            "spec.kubeConfig of %s: the kubeconfig in %s cannot be used: %s"
                                    .formatted(live.unit(), secret, refused.message()));
        };
    }

    private KubeconfigSecret secret(KubeConfig.Secret reference) {
        String namespace = live.unit().namespace();
        String name = "Secret " + namespace + "/" + reference.name();
        var id = new ObjectId("v1", "Secret", namespace, reference.name());
        JsonNode found =
                switch (home.send(Request.get(SECRETS.path(id), null))) {
                    case Reply.Accepted accepted -> accepted.object();
                    case Reply.Refused refused ->
                            throw StoppedException.refused(
                                    refused.isNotFound()
                                            ? "spec.kubeConfig of %s: the %s does not exist"
                                                    .formatted(live.unit(), name)
                                            : "spec.kubeConfig of %s: the %s cannot be read: %s"
                                                    .formatted(
                                                            live.unit(), name, refused.message()));
                    case Reply.Unreachable unreachable ->
                            throw StoppedException.later(unreachable.message());
                };
        String key = reference.key();
        return KubeconfigSecret.of(found, key)
                .orElseThrow(
                        () ->
                                StoppedException.refused(
                                        "spec.kubeConfig of %s: the %s has no kubeconfig under %s"
                                                .formatted(
                                                        live.unit(),
                                                        name,
                                                        key == null
                                                                ? "value or value.yaml"
                                                                : key)));
    }
}
