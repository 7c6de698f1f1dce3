package io.sluice.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// What a user declares in the cluster, and reads there: sources and units.
public final class Declarations {

    /// Where the demo declares everything.
    public static final String NAMESPACE = "flux-system";

    private static final String SOURCES = "source.toolkit.fluxcd.io/v1";
    private static final String UNITS = "kustomize.toolkit.fluxcd.io/v1";

    private final KubernetesClient client;
    private final ClusterView view;

    /// Declarations with a client that may write them.
    public Declarations(KubernetesClient client) {
        this.client = client;
        this.view = new ClusterView(client);
    }

    /// `Ready` of a resource.
    ///
    /// @param status `True`, `False` or `Unknown`
    /// @param revision applied last, or of the artifact
    /// @param observed whether it speaks of the newest generation
    public record Ready(
            String status, String reason, String message, String revision, boolean observed) {
        /// Whether the resource is ready at this revision.
        public boolean at(String wanted) {
            return status.equals("True") && observed && revision.equals(wanted);
        }
    }

    /// Declares a repository and one unit of it, as `flux create` would.
    public void declare(String name, String url, String path) {
        declareNamespace(NAMESPACE);
        declareSource(NAMESPACE, name, url, "1m");
        declareUnit(
                NAMESPACE,
                name,
                name,
                """
                interval: 10m
                retryInterval: 30s
                path: %s
                """
                        .formatted(path));
    }

    /// Declares a repository: its branch `main`, looked at this often.
    public void declareSource(String namespace, String name, String url, String interval) {
        apply(
                """
                apiVersion: source.toolkit.fluxcd.io/v1
                kind: GitRepository
                metadata: {name: %s, namespace: %s}
                spec: {interval: %s, url: "%s", ref: {branch: main}}
                """
                        .formatted(name, namespace, interval, url));
    }

    /// Declares a unit that prunes.
    ///
    /// @param source the repository, of the same namespace
    /// @param spec what else the unit says: YAML, a field a line
    public void declareUnit(String namespace, String name, String source, String spec) {
        apply(
                """
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {name: %s, namespace: %s}
                spec:
                  prune: true
                  sourceRef: {kind: GitRepository, name: %s}
                %s"""
                        .formatted(name, namespace, source, spec.indent(2)));
    }

    /// Makes a namespace.
    public void declareNamespace(String name) {
        apply("apiVersion: v1\nkind: Namespace\nmetadata: {name: %s}\n".formatted(name));
    }

    /// Applies YAML as a user of `kubectl apply --server-side` would.
    public void apply(String yaml) {
        for (HasMetadata object :
                client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                        .items()) {
            client.resource(object).fieldManager("demo").forceConflicts().serverSideApply();
        }
    }

    /// What a webhook does: asks for a check now.
    public void requestSource(String name) {
        requestSource(NAMESPACE, name);
    }

    /// The same for a source of another namespace.
    public void requestSource(String namespace, String name) {
        view.resource(SOURCES, "GitRepository", namespace, name)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"reconcile.fluxcd.io/requestedAt\":\""
                                + Instant.now()
                                + "\"}}}");
    }

    /// Suspends or resumes a unit.
    public void suspend(String unit, boolean suspended) {
        patch(UNITS, "Kustomization", unit, "{\"spec\":{\"suspend\":" + suspended + "}}");
    }

    /// What a unit says of itself.
    public Optional<Ready> unit(String name) {
        return view.get(UNITS, "Kustomization", NAMESPACE, name)
                .map(live -> ready(live, "/status/lastAppliedRevision"));
    }

    /// What a source says of itself.
    public Optional<Ready> source(String name) {
        return view.get(SOURCES, "GitRepository", NAMESPACE, name)
                .map(live -> ready(live, "/status/artifact/revision"));
    }

    private static Ready ready(JsonNode live, String revision) {
        long generation = live.at("/metadata/generation").asLong();
        boolean observed = live.at("/status/observedGeneration").asLong(-1) == generation;
        for (JsonNode condition : live.at("/status/conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return new Ready(
                        condition.path("status").asText(),
                        condition.path("reason").asText(),
                        condition.path("message").asText(),
                        live.at(revision).asText(""),
                        observed);
            }
        }
        return new Ready("Unknown", "", "nothing is known yet", "", false);
    }

    private void patch(String apiVersion, String kind, String name, String patch) {
        view.resource(apiVersion, kind, NAMESPACE, name)
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }
}
