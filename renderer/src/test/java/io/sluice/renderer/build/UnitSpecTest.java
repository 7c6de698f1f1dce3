package io.sluice.renderer.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.events.ApplySpec;
import io.sluice.events.ResourceKey;
import io.sluice.events.wire.EventJson;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UnitSpecTest {

    private static final ResourceKey UNIT = new ResourceKey("Kustomization", "apps", "web");
    private static final String SPEC =
            """
            {"interval": "10m", "retryInterval": "2m", "timeout": "5m", "prune": true, "wait": true,
             "force": true, "path": "./web", "targetNamespace": "prod",
             "sourceRef": {"kind": "GitRepository", "name": "fleet"},
             "dependsOn": [{"name": "infra", "namespace": "flux-system", "readyExpr": "true"}],
             "healthChecks": [{"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}],
             "healthCheckExprs": [{"apiVersion": "a/v1", "kind": "A", "current": "true"}],
             "ignore": [{"paths": ["/spec/replicas"], "target": {"kind": "Deployment"}}]}""";

    @Test
    void the_appliers_part_is_complete() {
        ApplySpec apply = read(SPEC).apply();
        assertThat(apply)
                .isEqualTo(
                        new ApplySpec(
                                "10m",
                                "2m",
                                "5m",
                                true,
                                true,
                                true,
                                "prod",
                                List.of(new ApplySpec.Dependency("infra", "flux-system", "true")),
                                List.of(
                                        new ApplySpec.HealthCheck(
                                                "apps/v1", "Deployment", "web", null)),
                                List.of(
                                        new ApplySpec.HealthCheckExpression(
                                                "a/v1", "A", "true", null, null)),
                                List.of(
                                        new ApplySpec.IgnoreRule(
                                                List.of("/spec/replicas"),
                                                json("{\"kind\":\"Deployment\"}")))));
    }

    @Test
    void only_what_decides_the_build_counts_in_the_digest() {
        String digest = read(SPEC).digest();
        assertThat(read(SPEC.replace("\"2m\"", "\"3m\"").replace("\"wait\": true,", "")).digest())
                .isEqualTo(digest);
        assertThat(read(SPEC.replace("./web", "./other")).digest()).isNotEqualTo(digest);
        assertThat(read(SPEC.replace("prod", "test")).digest()).isNotEqualTo(digest);
        assertThat(read(SPEC.replace("\"prune\"", "\"namePrefix\": \"p-\", \"prune\"")).digest())
                .isNotEqualTo(digest);
    }

    @Test
    void decryption_is_refused_by_its_name() {
        String spec =
                SPEC.replace("\"prune\"", "\"decryption\": {\"provider\": \"sops\"}, \"prune\"");
        assertThat(UnitSpec.read(UNIT, json(spec)))
                .isInstanceOfSatisfying(
                        UnitSpec.Reading.Refused.class,
                        refused -> {
                            assertThat(refused.failure().message()).contains("spec.decryption");
                            assertThat(refused.failure().stalled()).isTrue();
                        });
    }

    @Test
    void what_is_no_spec_is_refused() {
        assertThat(UnitSpec.read(UNIT, json("{}"))).isInstanceOf(UnitSpec.Reading.Refused.class);
        assertThat(UnitSpec.read(UNIT, json("[1]"))).isInstanceOf(UnitSpec.Reading.Refused.class);
        assertThat(UnitSpec.read(UNIT, json("{\"interval\": \"1m\", \"patches\": 7}")))
                .isInstanceOf(UnitSpec.Reading.Refused.class);
        assertThat(UnitSpec.read(new ResourceKey("HelmRelease", "a", "b"), json(SPEC)))
                .isInstanceOf(UnitSpec.Reading.Refused.class);
    }

    private static UnitSpec read(String spec) {
        UnitSpec.Reading reading = UnitSpec.read(UNIT, json(spec));
        assertThat(reading).isInstanceOf(UnitSpec.Reading.Read.class);
        return ((UnitSpec.Reading.Read) reading).spec();
    }

    private static JsonNode json(String text) {
        try {
            return EventJson.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
