package io.sluice.api.crd;

import java.util.List;
import java.util.stream.Stream;

/// What the schemas of the other source kinds let through and what not.
final class SourceExamples {
    private static final String SPEC = "/spec";
    private static final Example.Maker OCI =
            Example.Maker.of(
                    "source.toolkit.fluxcd.io/v1",
                    "OCIRepository",
                    "{interval: 1m, url: 'oci://registry.example.com/shop'}");
    private static final Example.Maker BUCKET =
            Example.Maker.of(
                    "source.toolkit.fluxcd.io/v1",
                    "Bucket",
                    "{interval: 1m, bucketName: shop, endpoint: s3.example.com}");
    private static final Example.Maker REPOSITORY =
            Example.Maker.of(
                    "source.toolkit.fluxcd.io/v1",
                    "HelmRepository",
                    "{url: 'https://charts.example.com'}");
    private static final Example.Maker CHART =
            Example.Maker.of(
                    "source.toolkit.fluxcd.io/v1",
                    "HelmChart",
                    "{interval: 1m, chart: shop, sourceRef: {kind: HelmRepository, name: a}}");
    private static final Example.Maker EXTERNAL =
            Example.Maker.of("source.toolkit.fluxcd.io/v1", "ExternalArtifact", "{}");
    private static final Example.Maker GENERATOR =
            Example.Maker.of(
                    "source.extensions.fluxcd.io/v1beta1",
                    "ArtifactGenerator",
                    """
                    {sources: [{alias: a, kind: GitRepository, name: shop}],
                     artifacts: [{name: b, copy: [{from: '@a/**', to: '@artifact/'}]}]}
                    """);

    private SourceExamples() {}

    static List<Example> all() {
        return Stream.of(oci(), bucket(), helm(), artifacts()).flatMap(List::stream).toList();
    }

    private static List<Example> oci() {
        return List.of(
                OCI.requires("/spec/interval"),
                OCI.requires("/spec/url"),
                OCI.refuses("/spec/url", "https://registry.example.com", "spec.url in body"),
                OCI.refuses("/spec/timeout", "1h", "spec.timeout in body should match"),
                OCI.accepts("/spec/layerSelector", "{mediaType: a, operation: copy}"),
                OCI.refuses("/spec/layerSelector/operation", "move", "Unsupported value"),
                OCI.refuses("/spec/provider", "github", "Unsupported value"),
                OCI.accepts("/spec/ref", "{semver: 1.x, semverFilter: '.*', tag: a, digest: b}"),
                OCI.accepts("/spec/verify", "{secretRef: {name: a}}"),
                OCI.accepts("/spec/verify/matchOIDCIdentity", "[{issuer: a, subject: b}]"),
                OCI.refuses("/spec/verify/matchOIDCIdentity", "[{issuer: a}]", "Required value"),
                OCI.refuses("/spec/verify/provider", "gpg", "Unsupported value"),
                OCI.accepts("/spec/verify/trustedRootSecretRef", "{name: a}"));
    }

    private static List<Example> bucket() {
        return List.of(
                BUCKET.requires("/spec/bucketName"),
                BUCKET.requires("/spec/endpoint"),
                BUCKET.requires("/spec/interval"),
                BUCKET.accepts("/spec/secretRef", "{name: a}"),
                BUCKET.refuses("/spec/provider", "minio", "Unsupported value"),
                BUCKET.accepts(SPEC, bucket("provider: aws, serviceAccountName: a")),
                BUCKET.refuses(
                        SPEC,
                        bucket("provider: gcp, serviceAccountName: a, secretRef: {name: b}"),
                        "cannot both be set"),
                BUCKET.refuses("/spec/serviceAccountName", "a", "takes no serviceAccountName"),
                BUCKET.accepts("/spec/sts", "{provider: ldap, endpoint: 'https://a'}"),
                BUCKET.refuses(
                        "/spec/sts", "{provider: ldap, endpoint: a}", "sts.endpoint in body"),
                BUCKET.refuses(
                        "/spec/sts",
                        "{provider: aws, endpoint: 'https://a'}",
                        "sts provider 'ldap'"),
                BUCKET.accepts(SPEC, bucket("provider: aws, " + sts("aws", ""))),
                BUCKET.refuses(
                        SPEC, bucket("provider: aws, " + sts("ldap", "")), "sts provider 'aws'"),
                BUCKET.refuses(SPEC, bucket("provider: gcp, " + sts("ldap", "")), "only supported"),
                BUCKET.refuses(
                        SPEC,
                        bucket("provider: aws, " + sts("aws", ", secretRef: {name: a}")),
                        "takes no sts.secretRef"),
                BUCKET.refuses(
                        SPEC,
                        bucket("provider: aws, " + sts("aws", ", certSecretRef: {name: a}")),
                        "takes no sts.certSecretRef"));
    }

    private static List<Example> helm() {
        return List.of(
                REPOSITORY.requires("/spec/url"),
                REPOSITORY.accepts("/spec/url", "oci://registry.example.com/charts"),
                REPOSITORY.refuses("/spec/url", "s3://charts", "spec.url in body"),
                REPOSITORY.accepts("/spec/type", "default"),
                REPOSITORY.refuses("/spec/type", "git", "Unsupported value"),
                REPOSITORY.accepts("/spec/accessFrom", "{namespaceSelectors: [{}]}"),
                REPOSITORY.refuses("/spec/accessFrom", "{}", "namespaceSelectors: Required"),
                CHART.requires("/spec/chart"),
                CHART.requires("/spec/sourceRef"),
                CHART.refuses("/spec/sourceRef/kind", "OCIRepository", "Unsupported value"),
                CHART.accepts("/spec/reconcileStrategy", "Revision"),
                CHART.refuses("/spec/reconcileStrategy", "Always", "Unsupported value"),
                CHART.accepts("/spec/verify", "{provider: notation}"),
                CHART.refuses(
                        SPEC,
                        """
                        {interval: 1m, chart: a, sourceRef: {kind: Bucket, name: a}, verify: {}}
                        """,
                        "verify is only supported"));
    }

    private static List<Example> artifacts() {
        return List.of(
                EXTERNAL.accepts("/spec/sourceRef", "{kind: A, name: b, namespace: c}"),
                EXTERNAL.refuses("/spec/sourceRef", "{kind: A}", "name: Required value"),
                GENERATOR.accepts("/spec/pathPattern", "'@a/apps/{name}'"),
                GENERATOR.refuses("/spec/pathPattern", "apps", "spec.pathPattern in body"),
                GENERATOR.refuses("/spec/sources", "[]", "should have at least 1 items"),
                GENERATOR.refuses("/spec/artifacts", "[]", "should have at least 1 items"),
                GENERATOR.refuses(
                        "/spec/sources",
                        "[{alias: A, kind: Bucket, name: a}]",
                        "alias in body should match"),
                GENERATOR.refuses(
                        "/spec/artifacts",
                        "[{name: b, copy: [{from: 'a', to: '@artifact/'}]}]",
                        "from in body should match"),
                GENERATOR.refuses(
                        "/spec/artifacts",
                        "[{name: b, copy: [{from: '@a/x', to: '@other/'}]}]",
                        "to in body should match"),
                GENERATOR.refuses(
                        "/spec/artifacts", "[{name: b, copy: []}]", "should have at least 1 items"),
                GENERATOR.refuses(
                        "/spec/artifacts",
                        """
                        [{name: b, revision: a, copy: [{from: '@a/x', to: '@artifact/'}]}]
                        """,
                        "revision in body should match"));
    }

    private static String bucket(String more) {
        return "{interval: 1m, bucketName: shop, endpoint: s3.example.com, %s}".formatted(more);
    }

    private static String sts(String provider, String more) {
        return "sts: {provider: %s, endpoint: 'https://a'%s}".formatted(provider, more);
    }
}
