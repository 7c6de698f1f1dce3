package io.sluice.applier;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.sluice.api.keys.ClusterIdentity;
import io.sluice.api.keys.KeyPurpose;
import io.sluice.api.keys.KeyRing;
import io.sluice.api.keys.KeySecrets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Waits for what only the cluster can tell: its identity, and the keys that the source-watcher
/// creates.
final class Keys {

    private static final Logger LOG = Logger.getLogger(Keys.class);

    private final KubernetesClient client;
    private final KeySecrets secrets;
    private final CountDownLatch stopped;

    Keys(KubernetesClient client, String namespace, CountDownLatch stopped) {
        this.client = client;
        this.secrets = new KeySecrets(client, namespace);
        this.stopped = stopped;
    }

    /// The cluster's uid.
    String clusterUid() throws InterruptedException {
        return await(
                "the identity of the cluster",
                () -> Optional.of(ClusterIdentity.read(client).uid()));
    }

    /// The keys for a purpose.
    KeyRing ring(KeyPurpose purpose) throws InterruptedException {
        return await("the Secret " + purpose.secretName(), () -> secrets.read(purpose));
    }

    private <T> T await(String what, Supplier<Optional<T>> look) throws InterruptedException {
        boolean told = false;
        while (true) {
            String why = "it does not exist yet";
            try {
                Optional<T> found = look.get();
                if (found.isPresent()) {
                    return found.get();
                }
            } catch (KubernetesClientException | IllegalStateException e) {
                why = String.valueOf(e.getMessage());
            }
            if (!told) {
                LOG.infof("waiting for %s: %s", what, why);
                told = true;
            }
            if (stopped.await(500, TimeUnit.MILLISECONDS)) {
                throw new InterruptedException("stopped while waiting for " + what);
            }
        }
    }
}
