package io.sluice.renderer.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.sluice.events.Reference;
import io.sluice.renderer.substitution.FoundVariables;
import io.sluice.renderer.substitution.VariableStore;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads ConfigMaps and Secrets by name; what was read at a version is not read again at it.
public final class KubernetesVariables implements VariableStore {

    private static final int KEPT = 200;

    private final KubernetesClient client;
    private final Map<Reference, FoundVariables> known =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Reference, FoundVariables> eldest) {
                    return size() > KEPT;
                }
            };

    /// A reader through this client.
    public KubernetesVariables(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public FoundVariables read(Reference seen) throws UnreadableException {
        synchronized (known) {
            FoundVariables kept = seen.resourceVersion() == null ? null : known.get(seen);
            if (kept != null) {
                return kept;
            }
        }
        FoundVariables found;
        try {
            found = seen.kind().equals("Secret") ? secret(seen) : configMap(seen);
        } catch (KubernetesClientException e) {
            throw new UnreadableException(
                    "the %s %s/%s cannot be read: %s"
                            .formatted(seen.kind(), seen.namespace(), seen.name(), reason(e)),
                    e.getCode() == 401 || e.getCode() == 403,
                    e);
        }
        synchronized (known) {
            known.put(found.reference(), found);
        }
        return found;
    }

    private static String reason(KubernetesClientException e) {
        return e.getCode() > 0 ? "status " + e.getCode() : "the API server does not answer";
    }

    private FoundVariables configMap(Reference seen) {
        ConfigMap map =
                client.configMaps().inNamespace(seen.namespace()).withName(seen.name()).get();
        return map == null
                ? absent(seen)
                : found(seen, map.getMetadata(), new TreeMap<>(orEmpty(map.getData())));
    }

    private FoundVariables secret(Reference seen) {
        Secret secret = client.secrets().inNamespace(seen.namespace()).withName(seen.name()).get();
        if (secret == null) {
            return absent(seen);
        }
        SortedMap<String, String> values = new TreeMap<>();
        orEmpty(secret.getData())
                .forEach(
                        (name, value) ->
                                values.put(
                                        name,
                                        new String(
                                                Base64.getDecoder().decode(value),
                                                StandardCharsets.UTF_8)));
        return found(seen, secret.getMetadata(), values);
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> data) {
        return Optional.ofNullable(data).orElseGet(TreeMap::new);
    }

    private static FoundVariables found(
            Reference seen, ObjectMeta metadata, SortedMap<String, String> values) {
        return new FoundVariables(
                new Reference(
                        seen.kind(),
                        seen.namespace(),
                        seen.name(),
                        metadata.getUid(),
                        metadata.getResourceVersion()),
                values);
    }

    private static FoundVariables absent(Reference seen) {
        return new FoundVariables(
                new Reference(seen.kind(), seen.namespace(), seen.name(), null, null),
                new TreeMap<>());
    }
}
