package io.sluice.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The applier's part of a unit's spec, as of one request.
///
/// Durations are Go's (`1h30m`), as the user wrote them; null where the user wrote none.
/// What the applier must obey at once (suspend, prune, deletionPolicy, service account,
/// kubeConfig) it reads from the live resource.
public record ApplySpec(
        String interval,
        @Nullable String retryInterval,
        @Nullable String timeout,
        boolean prune,
        @JsonProperty("wait") boolean waits,
        boolean force,
        @Nullable String targetNamespace,
        List<Dependency> dependsOn,
        List<HealthCheck> healthChecks,
        List<HealthCheckExpression> healthCheckExprs,
        List<IgnoreRule> ignore) {

    public ApplySpec {
        dependsOn = dependsOn == null ? List.of() : List.copyOf(dependsOn);
        healthChecks = healthChecks == null ? List.of() : List.copyOf(healthChecks);
        healthCheckExprs = healthCheckExprs == null ? List.of() : List.copyOf(healthCheckExprs);
        ignore = ignore == null ? List.of() : List.copyOf(ignore);
    }

    /// A unit of the same kind that must be ready first.
    ///
    /// @param namespace null means the dependent's own
    /// @param readyExpr CEL over `self` and `dep`, instead of the built-in check
    public record Dependency(String name, @Nullable String namespace, @Nullable String readyExpr) {}

    /// An object whose health the unit waits for.
    public record HealthCheck(
            @Nullable String apiVersion, String kind, String name, @Nullable String namespace) {}

    /// CEL that judges the health of a kind; an empty kind means the whole group and version.
    public record HealthCheckExpression(
            String apiVersion,
            @Nullable String kind,
            String current,
            @Nullable String inProgress,
            @Nullable String failed) {}

    /// Fields that are neither applied over nor counted as drift.
    ///
    /// @param paths JSON pointers
    /// @param target a Kustomize selector; null means every object
    public record IgnoreRule(List<String> paths, @Nullable JsonNode target) {
        public IgnoreRule {
            paths = paths == null ? List.of() : List.copyOf(paths);
        }
    }
}
