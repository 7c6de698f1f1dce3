package io.sluice.sandbox.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/// The objects of a folder of ours: what its kustomization lists, else every YAML file in it.
///
/// Of Kustomize it knows `resources`, `namespace` and `labels`, and refuses the rest: the sandbox
/// must come up while the engine that knows all of it is under test.
final class ManifestFolder {

    private static final Set<String> FIELDS =
            Set.of("apiVersion", "kind", "resources", "namespace", "labels", "images");

    private final KubernetesClient client;
    private final Path folder;

    ManifestFolder(KubernetesClient client, Path folder) {
        this.client = client;
        this.folder = folder;
    }

    List<HasMetadata> read() {
        Path kustomization = folder.resolve("kustomization.yaml");
        try {
            if (!Files.exists(kustomization)) {
                return readAll(filesOf(folder));
            }
            JsonNode root = new YAMLMapper().readTree(kustomization.toFile());
            root.fieldNames().forEachRemaining(field -> requireKnown(kustomization, field));
            var entries = new ArrayList<Path>();
            root.path("resources")
                    .forEach(entry -> entries.add(folder.resolve(entry.asText()).normalize()));
            var objects = readAll(entries);
            objects.forEach(object -> transform(object, root));
            return objects;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder + ": " + e.getMessage(), e);
        }
    }

    private List<HasMetadata> readAll(List<Path> entries) throws IOException {
        var objects = new ArrayList<HasMetadata>();
        for (Path entry : entries) {
            if (Files.isDirectory(entry)) {
                objects.addAll(new ManifestFolder(client, entry).read());
            } else {
                var bytes = new ByteArrayInputStream(Files.readAllBytes(entry));
                objects.addAll(client.load(bytes).items());
            }
        }
        return objects;
    }

    private static List<Path> filesOf(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    private static void transform(HasMetadata object, JsonNode kustomization) {
        var labels = new LinkedHashMap<String, String>();
        if (object.getMetadata().getLabels() != null) {
            labels.putAll(object.getMetadata().getLabels());
        }
        for (JsonNode label : kustomization.path("labels")) {
            label.path("pairs")
                    .properties()
                    .forEach(pair -> labels.put(pair.getKey(), pair.getValue().asText()));
        }
        object.getMetadata().setLabels(labels);
        String namespace = kustomization.path("namespace").asText("");
        if (!namespace.isEmpty()) {
            place(object, namespace);
        }
    }

    private static void place(HasMetadata object, String namespace) {
        switch (object) {
            case Namespace _, CustomResourceDefinition _, ClusterRole _ -> {}
            case ClusterRoleBinding binding -> place(binding.getSubjects(), namespace);
            case RoleBinding binding -> {
                place(binding.getSubjects(), namespace);
                binding.getMetadata().setNamespace(namespace);
            }
            default -> object.getMetadata().setNamespace(namespace);
        }
    }

    private static void place(List<Subject> subjects, String namespace) {
        subjects.stream()
                .filter(subject -> subject.getKind().equals("ServiceAccount"))
                .forEach(subject -> subject.setNamespace(namespace));
    }

    private static void requireKnown(Path file, String field) {
        if (!FIELDS.contains(field)) {
            throw new IllegalArgumentException(
                    file + ": the sandbox does not evaluate the field " + field);
        }
    }
}
