package io.sluice.sourcewatcher.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.sluice.api.meta.ApiGroups;
import io.sluice.api.meta.WellKnown;
import io.sluice.sourcewatcher.source.Secrets;
import io.sluice.sourcewatcher.source.SourceDeclaration;
import java.net.HttpURLConnection;
import java.util.Base64;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Single reads and writes of resources.
public final class Resources implements Secrets {

    private final KubernetesClient client;

    public Resources(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public Optional<SortedMap<String, byte[]>> read(String namespace, String name) {
        @Nullable Secret secret = client.secrets().inNamespace(namespace).withName(name).get();
        if (secret == null) {
            return Optional.empty();
        }
        SortedMap<String, byte[]> data = new TreeMap<>();
        if (secret.getData() != null) {
            secret.getData()
                    .forEach((key, value) -> data.put(key, Base64.getDecoder().decode(value)));
        }
        return Optional.of(data);
    }

    /// Takes the finalizer off a source, if it still is the same resource.
    public void removeFinalizer(SourceDeclaration source) {
        var resource =
                client.genericKubernetesResources(
                                ApiGroups.SOURCE + "/" + ApiGroups.SOURCE_VERSION,
                                source.key().kind())
                        .inNamespace(source.key().namespace())
                        .withName(source.key().name());
        try {
            HasMetadata live = resource.get();
            if (live != null
                    && live.getMetadata().getUid().equals(source.uid())
                    && WellKnown.hasFinalizer(live)) {
                resource.edit(
                        it -> {
                            it.getMetadata().getFinalizers().remove(WellKnown.FINALIZER);
                            return it;
                        });
            }
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw e;
            }
        }
    }
}
