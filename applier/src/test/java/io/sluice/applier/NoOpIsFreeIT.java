package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.events.Applied;
import io.sluice.events.ManifestsRendered;
import io.sluice.events.ObjectChange;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A converged unit costs no request, and nothing that changes a resource version.
final class NoOpIsFreeIT {

    private final TestBench bench = TestBench.started();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void a_new_request_for_the_same_manifests_costs_no_request() {
        ResourceKey unit = bench.declare("app");
        bench.awaitOutcome(unit, render(unit, "main@sha1:1"), Applied.class);
        Map<String, String> versions = versions();
        Map<String, Integer> requests = bench.requests();

        var again = bench.awaitOutcome(unit, render(unit, "main@sha1:2"), Applied.class);

        assertThat(again.changes())
                .extracting(ObjectChange::action)
                .containsOnly(ObjectChange.Action.UNCHANGED);
        assertThat(bench.requests()).isEqualTo(requests);
        assertThat(versions()).isEqualTo(versions);
    }

    @Test
    void a_confirmation_costs_no_request() {
        ResourceKey unit = bench.declare("app");
        bench.awaitOutcome(unit, render(unit, "main@sha1:1"), Applied.class);
        String digest = bench.log.all(unit, ManifestsRendered.class).getLast().digest();
        Map<String, Integer> requests = bench.requests();

        var confirmed = bench.confirm(unit, "main@sha1:2", digest);

        bench.awaitOutcome(unit, confirmed, Applied.class);
        assertThat(bench.requests()).isEqualTo(requests);
    }

    @Test
    void a_restart_costs_no_write() {
        ResourceKey unit = bench.declare("app");
        bench.awaitOutcome(unit, render(unit, "main@sha1:1"), Applied.class);
        Map<String, String> versions = versions();
        bench.stop();
        int records = bench.log.all(unit, Applied.class).size();

        bench.start();

        var next = bench.awaitOutcome(unit, render(unit, "main@sha1:2"), Applied.class);
        assertThat(next.changes())
                .extracting(ObjectChange::action)
                .containsOnly(ObjectChange.Action.UNCHANGED);
        assertThat(bench.requests()).doesNotContainKeys("patch", "delete");
        assertThat(versions()).isEqualTo(versions);
        assertThat(bench.log.all(unit, Applied.class)).hasSize(records + 1);
    }

    @Test
    void the_loss_of_the_whole_log_rewrites_nothing() {
        ResourceKey unit = bench.declare("app");
        bench.awaitOutcome(unit, render(unit, "main@sha1:1"), Applied.class);
        Map<String, String> versions = versions();
        bench.stop();
        bench.loseLog();

        bench.start();
        var applied = bench.awaitOutcome(unit, render(unit, "main@sha1:1"), Applied.class);

        assertThat(applied.changes())
                .extracting(ObjectChange::action)
                .containsOnly(ObjectChange.Action.UNCHANGED);
        assertThat(bench.requests()).doesNotContainKeys("patch", "delete");
        assertThat(versions()).isEqualTo(versions);
    }

    @Test
    void a_change_of_one_object_of_many_costs_one_request() {
        ResourceKey unit = bench.declare("app");
        String[] manifests = new String[20];
        for (int index = 0; index < manifests.length; index++) {
            manifests[index] = bench.configMapYaml("c" + index, "1");
        }
        bench.awaitOutcome(unit, bench.render(unit, "main@sha1:1", manifests), Applied.class);
        Map<String, Integer> before = bench.requests();
        manifests[7] = bench.configMapYaml("c7", "2");

        bench.awaitOutcome(unit, bench.render(unit, "main@sha1:2", manifests), Applied.class);

        before.merge("patch", 1, Integer::sum);
        assertThat(bench.requests()).isEqualTo(before);
    }

    @Test
    void without_stamps_a_restart_changes_no_resource_version() {
        bench.stop();
        bench.withoutStamps();
        bench.start();
        ResourceKey unit = bench.declare("app");
        bench.awaitOutcome(unit, render(unit, "main@sha1:1"), Applied.class);
        Map<String, String> versions = versions();
        bench.stop();

        bench.start();
        bench.awaitOutcome(unit, render(unit, "main@sha1:2"), Applied.class);

        assertThat(versions()).isEqualTo(versions);
        assertThat(bench.log.newest(unit, Slot.APPLY)).isPresent();
        await().atMost(TestBench.SOON).until(() -> bench.log.all(unit, Applied.class).size() >= 2);
    }

    private io.sluice.events.Context render(ResourceKey unit, String revision) {
        return bench.render(
                unit,
                revision,
                bench.configMapYaml("a", "1"),
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: %s}
                spec:
                  replicas: 0
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec:
                      containers:
                        - name: web
                          image: example.com/web:1
                          ports: [{containerPort: 80}]
                          env: [{name: A, value: "1"}]
                          securityContext: {}
                      volumes: [{name: data, emptyDir: {}}]
                """
                        .formatted(bench.namespace),
                """
                apiVersion: v1
                kind: Service
                metadata: {name: web, namespace: %s}
                spec:
                  selector: {app: web}
                  ports: [{name: http, port: 80, targetPort: 80}]
                """
                        .formatted(bench.namespace),
                """
                apiVersion: v1
                kind: Secret
                metadata: {name: s, namespace: %s}
                stringData: {password: "hunter2"}
                """
                        .formatted(bench.namespace));
    }

    private Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        for (List<String> object :
                List.of(
                        List.of("v1", "ConfigMap", "a"),
                        List.of("apps/v1", "Deployment", "web"),
                        List.of("v1", "Service", "web"),
                        List.of("v1", "Secret", "s"),
                        List.of("kustomize.toolkit.fluxcd.io/v1", "Kustomization", "app"))) {
            var live =
                    Objects.requireNonNull(bench.live(object.get(0), object.get(1), object.get(2)));
            versions.put(object.toString(), live.getMetadata().getResourceVersion());
        }
        return versions;
    }
}
