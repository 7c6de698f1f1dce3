package io.sluice.api.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.sluice.api.meta.Inventory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KustomizationTest {
    @Test
    void reads_a_minimal_object_with_the_defaults_of_the_api() {
        var kustomization = read("");

        var spec = kustomization.getSpec();
        assertThat(spec.effectiveInterval()).isEqualTo(Duration.ofMinutes(10));
        assertThat(spec.effectiveRetryInterval()).isEqualTo(Duration.ofMinutes(10));
        assertThat(spec.effectivePath()).isEmpty();
        assertThat(spec.effectiveDeletionPolicy()).isEqualTo(DeletionPolicy.MIRROR_PRUNE);
        assertThat(spec.sourceRef().effectiveNamespace("own")).isEqualTo("own");
        assertThat(spec.dependsOn()).isEmpty();
        assertThat(kustomization.currentStatus()).isEqualTo(KustomizationStatus.UNOBSERVED);
    }

    @ParameterizedTest
    @CsvSource({
        "10m,     , PT9M30S",
        "1m,      , PT30S",
        "30s,     , PT30S",
        "10m, 2m  , PT2M",
        "10m, 5s  , PT30S"
    })
    void the_timeout_leaves_room_in_the_interval(String interval, String timeout, Duration result) {
        var given = timeout == null ? "" : ", timeout: " + timeout;

        var spec = read(given + ", interval: " + interval).getSpec();

        assertThat(spec.effectiveTimeout()).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource({
        "          , true , true",
        "          , false, false",
        "MirrorPrune, true , true",
        "MirrorPrune, false, false",
        "Delete    , false, true",
        "WaitForTermination, false, true",
        "Orphan    , true , false",
        "Unheard   , false, false"
    })
    void the_policy_decides_what_becomes_of_the_objects(
            String policy, String prune, boolean deletes) {
        var given = policy == null ? "" : ", deletionPolicy: " + policy;

        var spec = read(given + ", prune: " + prune).getSpec();

        assertThat(spec.deletesObjects()).isEqualTo(deletes);
    }

    @Test
    void writes_required_fields_even_if_false_or_empty() {
        var spec = Serialization.asJson(read(", prune: false, wait: true").getSpec());
        var status =
                new KustomizationStatus(
                        List.of(), List.of(), new Inventory(List.of()), null, null, null, null, 1);

        assertThat(spec).contains("\"prune\":false").contains("\"wait\":true");
        assertThat(spec).doesNotContain("force").doesNotContain("dependsOn").doesNotContain("null");
        assertThat(Serialization.asJson(status))
                .isEqualTo("{\"inventory\":{\"entries\":[]},\"observedGeneration\":1}");
    }

    @Test
    void variables_are_read_in_the_order_of_their_names() {
        var spec = read(", postBuild: {substitute: {b: '2', a: '1'}}").getSpec();

        var postBuild = spec.postBuild();
        assertThat(postBuild).isNotNull();
        assertThat(postBuild.substitute().keySet()).containsExactly("a", "b");
        assertThat(postBuild.effectiveStrategy()).isEqualTo(PostBuild.Strategy.WithVariables);
    }

    private static Kustomization read(String more) {
        var prune = more.contains("prune:") ? "" : ", prune: true";
        var interval = more.contains(" interval:") ? "" : ", interval: 10m";
        return Serialization.unmarshal(
                """
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {name: shop, namespace: default}
                spec: {sourceRef: {kind: GitRepository, name: shop}%s%s%s}
                """
                        .formatted(prune, interval, more),
                Kustomization.class);
    }
}
