package io.sluice.statusprojector;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// What users declare, from files.
final class Declared {
    private Declared() {}

    static GenericKubernetesResource one(String file) {
        return all(file).getFirst();
    }

    static List<GenericKubernetesResource> all(String file) {
        var serialization = new KubernetesSerialization();
        try (var stream =
                Objects.requireNonNull(Declared.class.getResourceAsStream("/cluster/" + file))) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("(?m)^---$", -1))
                    .map(one -> serialization.unmarshal(one, GenericKubernetesResource.class))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
