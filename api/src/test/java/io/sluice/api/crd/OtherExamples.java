package io.sluice.api.crd;

import java.util.List;
import java.util.stream.Stream;

/// What the schemas of releases, notifications and image automation let through and what not.
final class OtherExamples {
    private static final String SPEC = "/spec";
    private static final Example.Maker RELEASE =
            Example.Maker.of(
                    "helm.toolkit.fluxcd.io/v2",
                    "HelmRelease",
                    """
                    {interval: 1m, chart:
                      {spec: {chart: shop, sourceRef: {kind: HelmRepository, name: a}}}}
                    """);
    private static final Example.Maker ALERT =
            Example.Maker.of(
                    "notification.toolkit.fluxcd.io/v1beta3",
                    "Alert",
                    "{providerRef: {name: a}, eventSources: [{kind: Kustomization, name: '*'}]}");
    private static final Example.Maker PROVIDER =
            Example.Maker.of("notification.toolkit.fluxcd.io/v1beta3", "Provider", "{type: slack}");
    private static final Example.Maker RECEIVER =
            Example.Maker.of(
                    "notification.toolkit.fluxcd.io/v1",
                    "Receiver",
                    """
                    {type: github, secretRef: {name: a},
                     resources: [{kind: GitRepository, name: shop}]}
                    """);
    private static final Example.Maker IMAGE =
            Example.Maker.of(
                    "image.toolkit.fluxcd.io/v1",
                    "ImageRepository",
                    "{interval: 1m, image: registry.example.com/shop}");
    private static final Example.Maker POLICY =
            Example.Maker.of(
                    "image.toolkit.fluxcd.io/v1",
                    "ImagePolicy",
                    "{imageRepositoryRef: {name: shop}, policy: {semver: {range: 1.x}}}");
    private static final Example.Maker UPDATE =
            Example.Maker.of(
                    "image.toolkit.fluxcd.io/v1",
                    "ImageUpdateAutomation",
                    "{interval: 1m, sourceRef: {kind: GitRepository, name: shop}}");

    private OtherExamples() {}

    static List<Example> all() {
        return Stream.of(release(), notification(), image()).flatMap(List::stream).toList();
    }

    private static List<Example> release() {
        return List.of(
                RELEASE.requires("/spec/interval"),
                RELEASE.accepts("/spec/values", "{any: {thing: [1, true, null, {a: b}]}}"),
                RELEASE.refuses(SPEC, "{interval: 1m}", "exactly one of chart and chartRef"),
                RELEASE.refuses(
                        "/spec/chartRef",
                        "{kind: HelmChart, name: a}",
                        "exactly one of chart and chartRef"),
                RELEASE.accepts(SPEC, "{interval: 1m, chartRef: {kind: OCIRepository, name: a}}"),
                RELEASE.refuses(
                        SPEC,
                        "{interval: 1m, chartRef: {kind: GitRepository, name: a}}",
                        "Unsupported value"),
                RELEASE.refuses("/spec/chart/spec/chart", "''", "should be at least 1 chars long"),
                RELEASE.refuses("/spec/releaseName", "a".repeat(54), "Too long"),
                RELEASE.accepts("/spec/maxHistory", "0"),
                RELEASE.accepts(
                        "/spec/valuesFrom", "[{kind: Secret, name: a, targetPath: 'a.b[0]'}]"),
                RELEASE.refuses(
                        "/spec/valuesFrom",
                        "[{kind: Secret, name: a, targetPath: 'a[999999]'}]",
                        "targetPath in body should match"),
                RELEASE.refuses(
                        "/spec/valuesFrom",
                        "[{kind: Secret, name: a, valuesKey: 'a/b'}]",
                        "valuesKey in body should match"),
                RELEASE.accepts(
                        "/spec/install", "{crds: CreateReplace, remediation: {retries: -1}}"),
                RELEASE.refuses("/spec/install/crds", "Replace", "Unsupported value"),
                RELEASE.accepts(
                        "/spec/upgrade",
                        "{serverSideApply: auto, strategy: {name: "
                                + "RetryOnFailure, retryInterval: 5m}}"),
                RELEASE.refuses("/spec/upgrade/serverSideApply", "true", "must be of type string"),
                RELEASE.refuses("/spec/uninstall/deletionPropagation", "none", "Unsupported value"),
                RELEASE.refuses("/spec/driftDetection/mode", "on", "Unsupported value"),
                RELEASE.refuses("/spec/kubeConfig", "{}", "exactly one of configMapRef"),
                RELEASE.refuses("/spec/waitStrategy", "{name: fast}", "Unsupported value"),
                RELEASE.refuses("/spec/postRenderStrategy", "all", "Unsupported value"));
    }

    private static List<Example> notification() {
        return List.of(
                ALERT.requires("/spec/providerRef"),
                ALERT.requires("/spec/eventSources"),
                ALERT.refuses("/spec/eventSeverity", "warn", "Unsupported value"),
                ALERT.refuses("/spec/eventSources", "[{kind: Pod, name: a}]", "Unsupported value"),
                ALERT.refuses("/spec/summary", "a".repeat(256), "Too long"),
                PROVIDER.requires("/spec/type"),
                PROVIDER.accepts("/spec/type", "incident.io"),
                PROVIDER.accepts("/spec/type", "generic-hmac"),
                PROVIDER.refuses("/spec/type", "generic_hmac", "Unsupported value"),
                PROVIDER.refuses("/spec/proxy", "socks5://a", "spec.proxy in body"),
                PROVIDER.refuses("/spec/address", "a".repeat(2049), "Too long"),
                PROVIDER.accepts(SPEC, "{type: gitlab, commitStatusExpr: a}"),
                PROVIDER.refuses("/spec/commitStatusExpr", "a", "commitStatusExpr is only"),
                RECEIVER.requires("/spec/type"),
                RECEIVER.requires("/spec/resources"),
                RECEIVER.refuses("/spec/type", "svn", "Unsupported value"),
                RECEIVER.refuses(
                        SPEC, "{type: github, resources: []}", "secretRef is required unless"),
                RECEIVER.refuses("/spec/type", "generic-oidc", "secretRef must not be set"),
                RECEIVER.refuses(
                        "/spec/oidcProviders",
                        "[{issuerURL: 'https://a', validations: [{expression: a, message: b}]}]",
                        "oidcProviders can only be set"),
                RECEIVER.accepts(
                        SPEC,
                        """
                        {type: generic-oidc, resources: [], oidcProviders:
                          [{issuerURL: 'https://a', validations: [{expression: a, message: b}]}]}
                        """),
                RECEIVER.refuses(
                        SPEC,
                        """
                        {type: generic-oidc, resources: [], oidcProviders:
                          [{issuerURL: 'https://a', validations: []}]}
                        """,
                        "should have at least 1 items"));
    }

    private static List<Example> image() {
        return List.of(
                IMAGE.requires("/spec/image"),
                IMAGE.requires("/spec/interval"),
                IMAGE.refuses("/spec/provider", "github", "Unsupported value"),
                IMAGE.refuses(
                        "/spec/exclusionList",
                        "[" + "a,".repeat(26) + "]",
                        "must have at most 25 items"),
                POLICY.requires("/spec/imageRepositoryRef"),
                POLICY.requires("/spec/policy"),
                POLICY.accepts("/spec/policy", "{alphabetical: {order: desc}}"),
                POLICY.refuses("/spec/policy", "{numerical: {order: up}}", "Unsupported value"),
                POLICY.refuses("/spec/policy", "{semver: {}}", "range: Required value"),
                POLICY.refuses("/spec/interval", "1m", "interval can only be set"),
                POLICY.refuses("/spec/digestReflectionPolicy", "Always", "interval is required"),
                POLICY.refuses("/spec/digestReflectionPolicy", "Often", "Unsupported value"),
                UPDATE.requires("/spec/sourceRef"),
                UPDATE.refuses("/spec/sourceRef/kind", "Bucket", "Unsupported value"),
                UPDATE.accepts("/spec/git", "{commit: {author: {email: a@example.com}}}"),
                UPDATE.refuses("/spec/git", "{commit: {author: {}}}", "email: Required value"),
                UPDATE.refuses("/spec/update", "{strategy: Other}", "Unsupported value"));
    }
}
