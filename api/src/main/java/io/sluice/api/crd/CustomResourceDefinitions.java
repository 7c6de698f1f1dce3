package io.sluice.api.crd;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// The definitions of [Kinds#ALL] as they are shipped: the files of `deploy/crds`, from the jar.
public final class CustomResourceDefinitions {
    private static final String FOLDER = "/META-INF/sluice/crds/";

    private CustomResourceDefinitions() {}

    /// All definitions, in the order of the kinds.
    public static List<CustomResourceDefinition> all() {
        var serialization = new KubernetesSerialization();
        return Kinds.ALL.stream().map(kind -> read(kind, serialization)).toList();
    }

    /// The file a kind's definition is in.
    public static String fileOf(Class<? extends HasMetadata> kind) {
        return CustomResource.getCRDName(kind) + ".yaml";
    }

    private static CustomResourceDefinition read(
            Class<? extends HasMetadata> kind, KubernetesSerialization serialization) {
        var name = FOLDER + fileOf(kind);
        try (var file = CustomResourceDefinitions.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return serialization.unmarshal(file, CustomResourceDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
