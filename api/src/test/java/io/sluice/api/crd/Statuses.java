package io.sluice.api.crd;

import io.sluice.api.kustomize.KustomizationReasons;
import io.sluice.api.kustomize.KustomizationStatus;
import io.sluice.api.meta.Artifact;
import io.sluice.api.meta.Condition;
import io.sluice.api.meta.ConditionTypes;
import io.sluice.api.meta.Inventory;
import io.sluice.api.meta.LocalReference;
import io.sluice.api.meta.Reasons;
import io.sluice.api.meta.Snapshot;
import io.sluice.api.source.GitInclude;
import io.sluice.api.source.GitRepositoryStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Statuses with every field set.
final class Statuses {
    private static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");
    private static final String REVISION = "main@sha1:" + "c0ffee00".repeat(5);
    private static final String DIGEST = "sha256:" + "0123abcd".repeat(8);

    private Statuses() {}

    static GitRepositoryStatus repository() {
        return new GitRepositoryStatus(
                artifact(),
                List.of(ready("True", Reasons.SUCCEEDED)),
                List.of(artifact()),
                "2026-11-23T10:15:00Z",
                3,
                "*.md",
                List.of(new GitInclude("a", new LocalReference("lib"), "b")),
                true,
                List.of("deploy"),
                "HEAD");
    }

    static KustomizationStatus kustomization() {
        return new KustomizationStatus(
                List.of(ready("False", KustomizationReasons.PRUNE_FAILED)),
                List.of(
                        new Snapshot(
                                DIGEST,
                                NOW,
                                NOW.plusSeconds(60),
                                "1.5s",
                                KustomizationReasons.RECONCILIATION_SUCCEEDED,
                                7,
                                Map.of("revision", REVISION))),
                new Inventory(List.of(new Inventory.Entry("default_shop__ConfigMap", "v1"))),
                "origin",
                REVISION,
                REVISION,
                "2026-11-23T10:15:00Z",
                2);
    }

    private static Condition ready(String status, String reason) {
        return new Condition(ConditionTypes.READY, status, 2, NOW, reason, "");
    }

    private static Artifact artifact() {
        return new Artifact(
                DIGEST,
                NOW,
                Map.of("org.opencontainers.image.revision", REVISION),
                "gitrepository/default/shop/c0ffee.tar.gz",
                REVISION,
                1234L,
                "http://source-watcher.sluice-system.svc/c0ffee.tar.gz");
    }
}
