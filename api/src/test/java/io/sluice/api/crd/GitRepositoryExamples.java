package io.sluice.api.crd;

import java.util.List;

/// What the schema of GitRepository lets through and what not.
final class GitRepositoryExamples {
    static final String MINIMAL =
            """
            apiVersion: source.toolkit.fluxcd.io/v1
            kind: GitRepository
            metadata: {name: shop, namespace: default}
            spec:
              interval: 1m
              url: https://git.example.com/shop.git
            """;

    private static final Example.Maker GIT = new Example.Maker(MINIMAL);

    private GitRepositoryExamples() {}

    static List<Example> all() {
        return List.of(
                GIT.requires("/spec"),
                GIT.requires("/spec/interval"),
                GIT.requires("/spec/url"),
                GIT.accepts("/spec/interval", "1h2m3.5s"),
                GIT.accepts("/spec/interval", "250ms"),
                GIT.refuses("/spec/interval", "1d", "spec.interval in body should match"),
                GIT.refuses("/spec/interval", "'10'", "spec.interval in body should match"),
                GIT.refuses("/spec/interval", "-5m", "spec.interval in body should match"),
                GIT.refuses("/spec/interval", "60", "must be of type string"),
                GIT.accepts("/spec/timeout", "90s"),
                GIT.refuses("/spec/timeout", "1h", "spec.timeout in body should match"),
                GIT.accepts("/spec/url", "ssh://git@git.example.com/shop"),
                GIT.accepts("/spec/url", "http://git.example.com/shop"),
                GIT.refuses("/spec/url", "git@git.example.com:shop", "spec.url in body"),
                GIT.refuses("/spec/url", "file:///shop", "spec.url in body should match"),
                GIT.accepts("/spec/provider", "github"),
                GIT.accepts("/spec/provider", "generic"),
                GIT.refuses("/spec/provider", "gitlab", "Unsupported value: \"gitlab\""),
                GIT.accepts("/spec", spec("provider: azure, serviceAccountName: reader")),
                GIT.accepts("/spec", spec("provider: aws, serviceAccountName: reader")),
                GIT.refuses(
                        "/spec",
                        spec("provider: github, serviceAccountName: reader"),
                        "serviceAccountName can only be set"),
                GIT.refuses(
                        "/spec/serviceAccountName", "reader", "serviceAccountName can only be set"),
                GIT.accepts("/spec/secretRef", "{name: token}"),
                GIT.refuses("/spec/secretRef", "{}", "spec.secretRef.name: Required value"),
                GIT.refuses("/spec/proxySecretRef", "{}", "proxySecretRef.name: Required value"),
                GIT.accepts(
                        "/spec/ref", "{branch: main, tag: v1, semver: 1.x, name: a, commit: b}"),
                GIT.accepts("/spec/ref", "{}"),
                GIT.refuses("/spec/ref/branch", "1", "must be of type string"),
                GIT.accepts("/spec/verify", "{secretRef: {name: keys}}"),
                GIT.accepts("/spec/verify", "{mode: head, secretRef: {name: keys}}"),
                GIT.accepts("/spec/verify", "{mode: TagAndHEAD, secretRef: {name: keys}}"),
                GIT.refuses("/spec/verify", "{mode: HEAD}", "verify.secretRef: Required value"),
                GIT.refuses(
                        "/spec/verify",
                        "{mode: Commit, secretRef: {name: keys}}",
                        "Unsupported value: \"Commit\""),
                GIT.accepts("/spec/include", "[{repository: {name: lib}, fromPath: a, toPath: b}]"),
                GIT.refuses("/spec/include", "[{fromPath: a}]", "repository: Required value"),
                GIT.accepts("/spec/sparseCheckout", "[deploy, lib]"),
                GIT.refuses("/spec/sparseCheckout", "deploy", "must be of type array"),
                GIT.accepts("/spec/recurseSubmodules", "true"),
                GIT.accepts("/spec/suspend", "true"),
                GIT.refuses("/spec/suspend", "'yes'", "must be of type boolean"),
                GIT.accepts("/spec/ignore", "'*.md'"));
    }

    private static String spec(String more) {
        return "{interval: 1m, url: 'https://git.example.com/shop', %s}".formatted(more);
    }
}
