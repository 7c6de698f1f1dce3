package io.sluice.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/// Reads and writes what `flux` 2.9.4 does for its verbs, and judges by its rules.
final class CommandLine {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final ClusterView view;

    CommandLine(KubernetesClient client) {
        this.view = new ClusterView(client);
    }

    /// A resource of Flux in the usual namespace.
    record Target(String apiVersion, String kind, String name) {
        static Target unit(String name) {
            return new Target("kustomize.toolkit.fluxcd.io/v1", "Kustomization", name);
        }

        static Target source(String name) {
            return new Target("source.toolkit.fluxcd.io/v1", "GitRepository", name);
        }
    }

    /// `flux reconcile`: annotates, waits until the handled request is another one and the status is
    /// current, and returns the resource, whose Ready condition decides about success.
    JsonNode reconcile(Target target) {
        String before = handled(get(target));
        patch(
                target,
                "{\"metadata\":{\"annotations\":{\"reconcile.fluxcd.io/requestedAt\":\""
                        + OffsetDateTime.now(ZoneId.systemDefault())
                        + "\"}}}");
        return await(
                target,
                live -> !handled(live).equals(before) && Kstatus.of(live) == Kstatus.CURRENT);
    }

    /// `flux suspend`: only writes.
    void suspend(Target target) {
        patch(target, "{\"spec\":{\"suspend\":true}}");
    }

    /// `flux resume`: writes, and waits as `flux create` does.
    JsonNode resume(Target target) {
        patch(target, "{\"spec\":{\"suspend\":false}}");
        return awaitReady(target);
    }

    /// `flux create`: waits until Ready speaks of the newest generation and the status is current.
    JsonNode awaitReady(Target target) {
        return await(target, CommandLine::isReadyForItsGeneration);
    }

    JsonNode get(Target target) {
        return view.get(target.apiVersion(), target.kind(), Declarations.NAMESPACE, target.name())
                .orElseThrow(() -> new AssertionError("not there: " + target));
    }

    static Optional<JsonNode> condition(JsonNode live, String type) {
        for (JsonNode condition : live.at("/status/conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return Optional.of(condition);
            }
        }
        return Optional.empty();
    }

    private interface Judge {
        boolean isDone(JsonNode live);
    }

    private JsonNode await(Target target, Judge judge) {
        Patience.until(
                System.nanoTime(),
                TIMEOUT,
                () -> judge.isDone(get(target)),
                () -> "flux would still wait: " + get(target).path("status"));
        return get(target);
    }

    private static boolean isReadyForItsGeneration(JsonNode live) {
        long generation = live.at("/metadata/generation").asLong();
        return live.at("/status/observedGeneration").asLong(-1) >= 1
                && condition(live, "Ready")
                        .filter(ready -> speaksOf(ready, live, generation))
                        .isPresent()
                && Kstatus.of(live) == Kstatus.CURRENT;
    }

    private static boolean speaksOf(JsonNode ready, JsonNode live, long generation) {
        long own = ready.path("observedGeneration").asLong(0);
        return own == 0
                ? live.at("/status/observedGeneration").asLong() == generation
                : own == generation;
    }

    private static String handled(JsonNode live) {
        return live.at("/status/lastHandledReconcileAt").asText("");
    }

    private void patch(Target target, String patch) {
        view.resource(target.apiVersion(), target.kind(), Declarations.NAMESPACE, target.name())
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }

    /// The part of kstatus that judges resources with conditions.
    enum Kstatus {
        CURRENT,
        IN_PROGRESS,
        FAILED,
        TERMINATING;

        static Kstatus of(JsonNode live) {
            if (live.at("/metadata").has("deletionTimestamp")) {
                return TERMINATING;
            }
            long generation = live.at("/metadata/generation").asLong();
            if (live.at("/status/observedGeneration").asLong(generation) != generation) {
                return IN_PROGRESS;
            }
            if (isTrue(live, "Reconciling")) {
                return IN_PROGRESS;
            }
            if (isTrue(live, "Stalled")) {
                return FAILED;
            }
            return condition(live, "Ready").isEmpty() || isTrue(live, "Ready")
                    ? CURRENT
                    : IN_PROGRESS;
        }

        private static boolean isTrue(JsonNode live, String type) {
            return condition(live, type)
                    .filter(each -> each.path("status").asText().equals("True"))
                    .isPresent();
        }
    }
}
