package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.applier.drift.SeenReader;
import io.sluice.events.Applied;
import io.sluice.events.ApplyFailed;
import io.sluice.events.HealthReported;
import io.sluice.events.ObjectChange;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ApplyingObjectsIT {

    private final TestBench bench = TestBench.started();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void applies_what_is_desired_and_says_what_it_did() {
        var unit = bench.declare("app");

        var first = bench.render(unit, "main@sha1:1", bench.configMapYaml("a", "1"));
        var applied = bench.awaitOutcome(unit, first, Applied.class);

        assertThat(applied.changes())
                .extracting(ObjectChange::toString)
                .containsExactly("ConfigMap/" + bench.namespace + "/a created");
        var live = Objects.requireNonNull(bench.configMap("a")).getMetadata();
        assertThat(live.getLabels())
                .containsEntry("kustomize.toolkit.fluxcd.io/name", "app")
                .containsEntry("kustomize.toolkit.fluxcd.io/namespace", bench.namespace);
        assertThat(live.getAnnotations())
                .containsEntry(SeenReader.REVISION_STAMP, "main@sha1:1")
                .containsKey(SeenReader.DIGEST_STAMP);
        assertThat(live.getManagedFields().getFirst().getManager())
                .isEqualTo("kustomize-controller");
        var health = bench.awaitHealth(unit, first, HealthReported.State.NOT_AWAITED);
        assertThat(Objects.requireNonNull(health.lastReady()).revision()).isEqualTo("main@sha1:1");
    }

    @Test
    void a_change_configures_only_what_changed() {
        var unit = bench.declare("app");
        bench.awaitOutcome(
                unit,
                bench.render(
                        unit,
                        "main@sha1:1",
                        bench.configMapYaml("a", "1"),
                        bench.configMapYaml("b", "1")),
                Applied.class);

        var second =
                bench.render(
                        unit,
                        "main@sha1:2",
                        bench.configMapYaml("a", "1"),
                        bench.configMapYaml("b", "2"));
        var applied = bench.awaitOutcome(unit, second, Applied.class);

        assertThat(applied.changes())
                .extracting(change -> change.object().name() + " " + change.action().word())
                .containsExactly("a unchanged", "b configured");
        assertThat(Objects.requireNonNull(bench.configMap("a")).getMetadata().getAnnotations())
                .containsEntry(SeenReader.REVISION_STAMP, "main@sha1:1");
        assertThat(Objects.requireNonNull(bench.configMap("b")).getMetadata().getAnnotations())
                .containsEntry(SeenReader.REVISION_STAMP, "main@sha1:2");
    }

    @Test
    void a_secret_is_opened_just_before_it_is_applied_and_never_quoted() {
        var unit = bench.declare("app");
        String secret =
                """
                apiVersion: v1
                kind: Secret
                metadata: {name: s, namespace: %s}
                stringData: {password: "hunter2"}
                """
                        .formatted(bench.namespace);

        bench.awaitOutcome(unit, bench.render(unit, "main@sha1:1", secret), Applied.class);

        var live = bench.client.secrets().inNamespace(bench.namespace).withName("s").get();
        assertThat(live.getData()).containsEntry("password", "aHVudGVyMg==");
        var wrong =
                bench.render(
                        unit,
                        "main@sha1:2",
                        """
                        apiVersion: v1
                        kind: Secret
                        metadata: {name: s, namespace: %s}
                        data: {password: 12345678}
                        """
                                .formatted(bench.namespace));
        var failed = bench.awaitOutcome(unit, wrong, ApplyFailed.class);
        assertThat(failed.message()).contains("Secret/").doesNotContain("12345678");
    }

    @Test
    void an_older_generation_waits_for_the_newer_request() {
        var unit = bench.declare("app");
        var old = bench.context(unit, "main@sha1:1");
        bench.setSpec(unit, "prune", false);

        var request = bench.render(unit, "main@sha1:1", bench.configMapYaml("a", "1"));

        bench.awaitOutcome(unit, request, Applied.class);
        assertThat(old.generation()).isLessThan(request.generation());
    }
}
