package io.sluice.api.keys;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The key rings kept in Secrets of our namespace.
///
/// The source-watcher creates what is missing; the other services wait until they can read it.
public final class KeySecrets {
    private static final String PART_OF = "app.kubernetes.io/part-of";

    private final KubernetesClient client;
    private final String namespace;
    private final SecureRandom random;

    public KeySecrets(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
        this.random = new SecureRandom();
    }

    /// The ring, if its Secret exists.
    ///
    /// @throws IllegalStateException if the Secret exists but holds no ring
    public Optional<KeyRing> read(KeyPurpose purpose) {
        return Optional.ofNullable(find(purpose)).map(secret -> ringOf(purpose, secret));
    }

    /// The ring; a new one if there is none. Of several callers one creates it and all return it.
    ///
    /// @throws IllegalStateException if the Secret exists but holds no ring
    public KeyRing readOrCreate(KeyPurpose purpose) {
        var existing = read(purpose);
        if (existing.isPresent()) {
            return existing.get();
        }
        var ring = KeyRing.generate(random);
        try {
            client.secrets().inNamespace(namespace).resource(secretOf(purpose, ring)).create();
            return ring;
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            return read(purpose).orElseThrow(() -> e);
        }
    }

    private @Nullable Secret find(KeyPurpose purpose) {
        return client.secrets().inNamespace(namespace).withName(purpose.secretName()).get();
    }

    private KeyRing ringOf(KeyPurpose purpose, Secret secret) {
        try {
            return KeyRing.fromSecretData(secret.getData());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    """
                    the Secret %s/%s holds no usable keys: %s. Correct it, or delete it and let \
                    the source-watcher create a new one."""
                            .formatted(namespace, purpose.secretName(), e.getMessage()),
                    e);
        }
    }

    private Secret secretOf(KeyPurpose purpose, KeyRing ring) {
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(purpose.secretName())
                .addToLabels(PART_OF, "sluice")
                .endMetadata()
                .withType("Opaque")
                .withData(ring.toSecretData())
                .build();
    }
}
