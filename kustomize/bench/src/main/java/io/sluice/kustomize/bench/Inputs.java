package io.sluice.kustomize.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes what is built: a small overlay, and large ones of a given number of resources.
public final class Inputs {

    private final Path folder;

    private Inputs(Path folder) {
        this.folder = folder;
    }

    /// Arguments: the folder to write to, then numbers of resources.
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        new Inputs(folder.resolve("overlay")).overlay();
        for (int each = 1; each < arguments.length; each++) {
            int resources = Integer.parseInt(arguments[each]);
            new Inputs(folder.resolve("large-" + resources)).large(resources / 4);
        }
    }

    private void overlay() throws IOException {
        write(
                "base/kustomization.yaml",
                "resources: [deployment.yaml, service.yaml]\ncommonAnnotations: {team: web}\n");
        write("base/deployment.yaml", deployment("web"));
        write("base/service.yaml", service("web"));
        write(
                "kustomization.yaml",
                """
                namespace: production
                namePrefix: prod-
                resources: [base]
                labels: [{pairs: {env: production}, includeSelectors: true}]
                images: [{name: nginx, newTag: "1.29"}]
                configMapGenerator: [{name: settings-web, literals: [a=b, c=d]}]
                patches: [{path: patch.yaml}]
                """);
        write(
                "patch.yaml",
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec: {replicas: 3}
                """);
    }

    private void large(int groups) throws IOException {
        StringBuilder resources = new StringBuilder();
        StringBuilder patches = new StringBuilder();
        for (int group = 0; group < groups; group++) {
            String name = "app-%05d".formatted(group);
            write(
                    name + ".yaml",
                    account(name)
                            + "---\n"
                            + config(name)
                            + "---\n"
                            + deployment(name)
                            + "---\n"
                            + service(name));
            resources.append("  - ").append(name).append(".yaml\n");
            patches.append(
                    """
                      - target: {kind: Deployment, name: %s}
                        patch: |
                          apiVersion: apps/v1
                          kind: Deployment
                          metadata: {name: any}
                          spec: {replicas: 2}
                    """
                            .formatted(name));
        }
        write(
                "kustomization.yaml",
                "namespace: large\nnamePrefix: big-\n"
                        + "labels: [{pairs: {env: large}, includeSelectors: true}]\n"
                        + "images: [{name: nginx, newTag: \"1.29\"}]\n"
                        + "resources:\n"
                        + resources
                        + "patches:\n"
                        + patches);
    }

    private static String account(String name) {
        return """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: %s}
        """
                .formatted(name);
    }

    private static String config(String name) {
        return """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings-%s}
        data: {a: b, c: d}
        """
                .formatted(name);
    }

    private static String deployment(String name) {
        return """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: %1$s}
        spec:
          replicas: 1
          selector: {matchLabels: {app: %1$s}}
          template:
            metadata: {labels: {app: %1$s}}
            spec:
              serviceAccountName: %1$s
              containers:
                - name: main
                  image: nginx
                  ports: [{containerPort: 80}]
                  envFrom: [{configMapRef: {name: settings-%1$s}}]
        """
                .formatted(name);
    }

    private static String service(String name) {
        return """
        apiVersion: v1
        kind: Service
        metadata: {name: %1$s}
        spec:
          selector: {app: %1$s}
          ports: [{port: 80}]
        """
                .formatted(name);
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
