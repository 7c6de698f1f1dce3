package io.sluice.sourcewatcher.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.sluice.api.source.GitTarget;
import io.sluice.events.ResourceKey;
import io.sluice.sourcewatcher.source.Origin;
import io.sluice.sourcewatcher.source.SourceDeclaration;
import io.sluice.sourcewatcher.unit.ReferenceName;
import io.sluice.sourcewatcher.unit.UnitDeclaration;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadersTest {

    private static final UnitReader UNITS =
            new UnitReader(new TreeSet<>(Set.of("GitRepository")), true);

    private static SourceDeclaration source(String spec) {
        return SourceReader.read(resource("GitRepository", spec));
    }

    private static UnitDeclaration unit(String spec) {
        return UNITS.read(resource("Kustomization", spec));
    }

    private static GenericKubernetesResource resource(String kind, String spec) {
        return Serialization.unmarshal(
                """
                apiVersion: x/v1
                kind: %s
                metadata:
                  namespace: tenant
                  name: it
                  uid: u1
                  generation: 3
                  finalizers: [finalizers.fluxcd.io]
                  annotations: {reconcile.fluxcd.io/requestedAt: now}
                spec: %s
                """
                        .formatted(kind, spec),
                GenericKubernetesResource.class);
    }

    @Test
    void reads_a_source() {
        var read =
                source(
                        "{url: 'https://x/y', interval: 1m30s, timeout: 20s, suspend: true,"
                                + " ignore: a, secretRef: {name: login}, ref: {tag: v1}}");
        assertThat(read.key()).isEqualTo(new ResourceKey("GitRepository", "tenant", "it"));
        assertThat(read.uid()).isEqualTo("u1");
        assertThat(read.generation()).isEqualTo(3);
        assertThat(read.requestedAt()).isEqualTo("now");
        assertThat(read.suspended()).isTrue();
        assertThat(read.finalized()).isTrue();
        assertThat(read.definition())
                .isEqualTo(
                        new SourceDeclaration.Definition.Valid(
                                Duration.ofSeconds(90),
                                Duration.ofSeconds(20),
                                new Origin.Git(
                                        "https://x/y", new GitTarget.Tag("v1"), "login", "a")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "provider: azure               | InvalidProviderConfiguration | spec.provider",
                "verify: {secretRef: {name: a}} | VerificationError           | spec.verify",
                "include: [{repository: {name: a}}] | GitOperationFailed      | spec.include",
                "recurseSubmodules: true       | GitOperationFailed | spec.recurseSubmodules",
                "sparseCheckout: [a]           | GitOperationFailed | spec.sparseCheckout",
                "proxySecretRef: {name: a}     | GitOperationFailed | spec.proxySecretRef",
            })
    void names_what_is_not_supported_yet(String field, String reason, String named) {
        var read = source("{url: 'https://x/y', interval: 1m, " + field + "}");
        var invalid = (SourceDeclaration.Definition.Invalid) read.definition();
        assertThat(invalid.reason()).isEqualTo(reason);
        assertThat(invalid.message()).startsWith(named).contains("not supported yet");
    }

    @Test
    void a_broken_source_is_broken_alone() {
        for (String spec :
                new String[] {
                    "{url: 'https://x/y', interval: soon}",
                    "{url: 'https://x/y', interval: 1m, timeout: [1]}",
                    "{url: 'https://x/y'}",
                    "[]",
                    "null"
                }) {
            assertThat(source(spec).definition())
                    .as(spec)
                    .isInstanceOf(SourceDeclaration.Definition.Invalid.class);
        }
    }

    @Test
    void reads_a_unit() {
        var read =
                unit(
                        """
                        {interval: 5m, retryInterval: 30s, path: ./apps//web/, prune: true,
                         sourceRef: {kind: GitRepository, name: repository, namespace: other},
                         dependsOn: [{name: a}, {name: b, namespace: c}],
                         postBuild: {substituteFrom: [{kind: Secret, name: s}, {kind: ConfigMap, name: m, optional: true}]}}
                        """
                                .replace("\n", " "));
        assertThat(read.spec().path("prune").asBoolean()).isTrue();
        assertThat(read.definition())
                .isEqualTo(
                        new UnitDeclaration.Definition.Valid(
                                new ResourceKey("GitRepository", "other", "repository"),
                                "apps/web",
                                java.util.List.of(
                                        new ResourceKey("Kustomization", "tenant", "a"),
                                        new ResourceKey("Kustomization", "c", "b")),
                                Duration.ofMinutes(5),
                                Duration.ofSeconds(30),
                                java.util.List.of(
                                        new ReferenceName("Secret", "tenant", "s"),
                                        new ReferenceName("ConfigMap", "tenant", "m"))));
    }

    @Test
    void a_source_of_a_kind_that_is_not_served_is_named() {
        var read = unit("{interval: 5m, prune: true, sourceRef: {kind: Bucket, name: b}}");
        assertThat(((UnitDeclaration.Definition.Invalid) read.definition()).message())
                .isEqualTo(
                        "spec.sourceRef.kind: Bucket is not supported yet; use one of [GitRepository]");
    }

    @Test
    void a_source_elsewhere_is_refused_where_that_is_switched_off() {
        var strict = new UnitReader(UNITS.servedSources(), false);
        var read =
                strict.read(
                        resource(
                                "Kustomization",
                                "{interval: 5m, prune: true, sourceRef:"
                                        + " {kind: GitRepository, name: b, namespace: other}}"));
        assertThat(((UnitDeclaration.Definition.Invalid) read.definition()).reason())
                .isEqualTo("AccessDenied");
    }

    @Test
    void a_broken_unit_is_broken_alone() {
        for (String spec :
                new String[] {
                    "{interval: soon, prune: true, sourceRef: {kind: GitRepository, name: b}}",
                    "{interval: 5m, prune: true}",
                    "{interval: 5m, dependsOn: 7}",
                    "null"
                }) {
            assertThat(unit(spec).definition())
                    .as(spec)
                    .isInstanceOf(UnitDeclaration.Definition.Invalid.class);
        }
    }
}
