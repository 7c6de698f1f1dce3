package io.sluice.renderer.desiredstate;

import io.sluice.api.kustomize.KustomizationSpec;
import io.sluice.api.meta.IgnoreRule;
import io.sluice.api.meta.Selector;
import io.sluice.events.ApplySpec;
import io.sluice.events.wire.EventJson;

/// The applier's part of a unit's spec.
public final class ApplySpecs {

    private ApplySpecs() {}

    /// The applier's part of a Kustomization's spec.
    public static ApplySpec of(KustomizationSpec spec) {
        return new ApplySpec(
                spec.interval(),
                spec.retryInterval(),
                spec.timeout(),
                spec.prune(),
                spec.waitForAll(),
                spec.force(),
                spec.targetNamespace(),
                spec.dependsOn().stream()
                        .map(
                                on ->
                                        new ApplySpec.Dependency(
                                                on.name(), on.namespace(), on.readyExpr()))
                        .toList(),
                spec.healthChecks().stream()
                        .map(
                                check ->
                                        new ApplySpec.HealthCheck(
                                                check.apiVersion(),
                                                check.kind(),
                                                check.name(),
                                                check.namespace()))
                        .toList(),
                spec.healthCheckExprs().stream()
                        .map(
                                check ->
                                        new ApplySpec.HealthCheckExpression(
                                                check.apiVersion(),
                                                check.kind(),
                                                check.current(),
                                                check.inProgress(),
                                                check.failed()))
                        .toList(),
                spec.ignore().stream().map(ApplySpecs::ignore).toList());
    }

    private static ApplySpec.IgnoreRule ignore(IgnoreRule rule) {
        Selector target = rule.target();
        return new ApplySpec.IgnoreRule(
                rule.paths(), target == null ? null : EventJson.mapper().valueToTree(target));
    }
}
