package io.sluice.sourcewatcher;

import io.sluice.events.ResourceKey;
import java.net.URI;

/// Declarations of the tests.
final class Yaml {

    private Yaml() {}

    /// A source named `repository`.
    static String source(String namespace, URI url) {
        return """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata: {namespace: %s, name: repository}
        spec: {interval: 10m, url: '%s', ref: {branch: main}}
        """
                .formatted(namespace, url);
    }

    /// A unit of the source named `repository`.
    static String unit(String namespace, String name, String path) {
        return """
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata: {namespace: %s, name: %s}
        spec:
          interval: 10m
          path: %s
          prune: true
          sourceRef: {kind: GitRepository, name: repository}
        """
                .formatted(namespace, name, path);
    }

    static ResourceKey sourceKey(String namespace) {
        return new ResourceKey("GitRepository", namespace, "repository");
    }

    static ResourceKey unitKey(String namespace, String name) {
        return new ResourceKey("Kustomization", namespace, name);
    }
}
