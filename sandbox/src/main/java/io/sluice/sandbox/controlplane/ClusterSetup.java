package io.sluice.sandbox.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Applies what the services need in a cluster, from the folders that also deploy them: namespace,
/// accounts, roles and resource definitions. The workloads stay out: here they are processes.
public final class ClusterSetup {

    private static final Set<String> KINDS =
            Set.of(
                    "Namespace",
                    "ServiceAccount",
                    "Role",
                    "RoleBinding",
                    "ClusterRole",
                    "ClusterRoleBinding",
                    "CustomResourceDefinition");
    private static final String FIELD_MANAGER = "sluice-sandbox";
    private static final Duration ESTABLISHED = Duration.ofSeconds(30);

    private final KubernetesClient client;

    public ClusterSetup(KubernetesClient client) {
        this.client = client;
    }

    /// Applies the folder; returns when its resource definitions are served.
    public void apply(Path base) {
        var objects = read(base).stream().filter(each -> KINDS.contains(each.getKind())).toList();
        var definitions = new ArrayList<String>();
        for (HasMetadata each : objects) {
            if (each instanceof CustomResourceDefinition && isOfSomebodyElse(each)) {
                continue;
            }
            applyOne(each);
            if (each instanceof CustomResourceDefinition) {
                definitions.add(each.getMetadata().getName());
            }
        }
        definitions.forEach(this::awaitEstablished);
    }

    /// Makes the namespace and the accounts, with all rights: for a checkout without `deploy/base`.
    public void applyWithoutRoles(String namespace, List<String> accounts) {
        parse("apiVersion: v1\nkind: Namespace\nmetadata: {name: " + namespace + "}\n")
                .forEach(this::applyOne);
        for (String account : accounts) {
            parse(
                            """
                            apiVersion: v1
                            kind: ServiceAccount
                            metadata: {name: %1$s, namespace: %2$s}
                            ---
                            apiVersion: rbac.authorization.k8s.io/v1
                            kind: ClusterRoleBinding
                            metadata: {name: %1$s}
                            roleRef:
                              apiGroup: rbac.authorization.k8s.io
                              kind: ClusterRole
                              name: cluster-admin
                            subjects:
                            - {kind: ServiceAccount, name: %1$s, namespace: %2$s}
                            """
                                    .formatted(account, namespace))
                    .forEach(this::applyOne);
        }
    }

    private void applyOne(HasMetadata object) {
        client.resource(object).fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply();
    }

    /// Flux's own definitions, on a cluster that runs Flux, stay as they are.
    private boolean isOfSomebodyElse(HasMetadata definition) {
        HasMetadata live = client.resource(definition).get();
        return live != null
                && live.getMetadata().getLabels() != null
                && "flux".equals(live.getMetadata().getLabels().get("app.kubernetes.io/part-of"));
    }

    private void awaitEstablished(String name) {
        client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(name)
                .waitUntilCondition(
                        ClusterSetup::isEstablished, ESTABLISHED.toSeconds(), TimeUnit.SECONDS);
    }

    private static boolean isEstablished(@Nullable CustomResourceDefinition live) {
        return live != null
                && live.getStatus() != null
                && live.getStatus().getConditions().stream()
                        .filter(condition -> condition.getType().equals("Established"))
                        .anyMatch(condition -> condition.getStatus().equals("True"));
    }

    /// The objects of a folder: what its kustomization lists, else every YAML file in it.
    private List<HasMetadata> read(Path folder) {
        Path kustomization = folder.resolve("kustomization.yaml");
        try {
            var objects = new ArrayList<HasMetadata>();
            for (Path each : entries(folder, kustomization)) {
                if (Files.isDirectory(each)) {
                    objects.addAll(read(each));
                } else {
                    objects.addAll(parse(Files.readString(each)));
                }
            }
            return objects;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    private static List<Path> entries(Path folder, Path kustomization) throws IOException {
        if (!Files.exists(kustomization)) {
            try (var files = Files.list(folder)) {
                return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
            }
        }
        var entries = new ArrayList<Path>();
        JsonNode root = new YAMLMapper().readTree(kustomization.toFile());
        for (JsonNode entry : root.path("resources")) {
            entries.add(folder.resolve(entry.asText()).normalize());
        }
        return entries;
    }

    private List<HasMetadata> parse(String documents) {
        return client.load(new ByteArrayInputStream(documents.getBytes(StandardCharsets.UTF_8)))
                .items();
    }
}
