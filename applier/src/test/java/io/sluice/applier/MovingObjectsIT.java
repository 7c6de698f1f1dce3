package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.sluice.events.Applied;
import io.sluice.events.ApplyFailed;
import io.sluice.events.ObjectChange;
import io.sluice.events.ResourceKey;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// An object that moves from one unit to another in one commit is never deleted on the way.
final class MovingObjectsIT {

    private final TestBench bench = TestBench.started();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void the_new_unit_first_and_the_old_one_leaves_the_object() {
        var from = bench.declare("from");
        var to = bench.declare("to");
        applied(from, 1, moving());
        applied(to, 1);
        String uid = metadata().getUid();

        bench.awaitOutcome(to, bench.render(to, "main@sha1:2", moving()), Applied.class);
        bench.awaitOutcome(from, bench.render(from, "main@sha1:2"), Applied.class);

        assertThat(metadata().getUid()).isEqualTo(uid);
        assertThat(metadata().getLabels()).containsEntry("kustomize.toolkit.fluxcd.io/name", "to");
        assertThat(bench.inventory(from)).isEmpty();
        assertThat(bench.inventory(to)).hasSize(1);
    }

    @Test
    void the_old_unit_first_and_it_waits_until_the_new_one_is_rendered_and_applied() {
        var from = bench.declare("from");
        var to = bench.declare("to");
        applied(from, 1, moving());
        applied(to, 1);
        String uid = metadata().getUid();

        var leaving = bench.render(from, "main@sha1:2", bench.configMapYaml("other", "1"));

        await().atMost(TestBench.SOON).until(() -> bench.configMap("other") != null);
        assertThat(metadata().getDeletionTimestamp()).isNull();
        bench.awaitOutcome(to, bench.render(to, "main@sha1:2", moving()), Applied.class);
        var applied = bench.awaitOutcome(from, leaving, Applied.class);
        assertThat(metadata().getUid()).isEqualTo(uid);
        assertThat(metadata().getLabels()).containsEntry("kustomize.toolkit.fluxcd.io/name", "to");
        assertThat(applied.changes())
                .as("what was changed before the wait is told after it")
                .extracting(change -> change.object().name() + " " + change.action().word())
                .contains("other created")
                .doesNotContain("moving deleted");
    }

    @Test
    void a_unit_that_cannot_apply_it_keeps_it_from_deletion_up_to_the_timeout() {
        var from = bench.declare("from", "timeout: 30s"); // the shortest there is
        var to = bench.declare("to");
        applied(from, 1, moving());
        applied(to, 1);
        bench.awaitOutcome(
                to,
                bench.render(
                        to,
                        "main@sha1:2",
                        moving(),
                        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: nowhere}\n"),
                ApplyFailed.class);

        var leaving = bench.render(from, "main@sha1:2");

        await().during(Duration.ofSeconds(3)).until(() -> bench.configMap("moving") != null);
        await().atMost(Duration.ofSeconds(60)).until(() -> bench.configMap("moving") == null);
        var applied = bench.awaitOutcome(from, leaving, Applied.class);
        assertThat(applied.changes())
                .extracting(ObjectChange::action)
                .containsExactly(ObjectChange.Action.DELETED);
    }

    @Test
    void drift_is_repaired_while_it_waits() {
        var from = bench.declare("from");
        var to = bench.declare("to");
        String kept = bench.configMapYaml("kept", "1");
        applied(from, 1, kept, moving());
        applied(to, 1);
        bench.render(from, "main@sha1:2", kept, bench.configMapYaml("other", "1"));
        await().atMost(TestBench.SOON).until(() -> bench.configMap("other") != null);

        bench.client.configMaps().inNamespace(bench.namespace).withName("kept").delete();

        await().atMost(TestBench.SOON).until(() -> bench.configMap("kept") != null);
        assertThat(bench.configMap("moving")).isNotNull();
    }

    private void applied(ResourceKey unit, int revision, String... manifests) {
        bench.awaitOutcome(
                unit, bench.render(unit, "main@sha1:" + revision, manifests), Applied.class);
    }

    private String moving() {
        return bench.configMapYaml("moving", "1");
    }

    private ObjectMeta metadata() {
        return Objects.requireNonNull(bench.configMap("moving")).getMetadata();
    }
}
