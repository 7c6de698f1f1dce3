package io.sluice.renderer.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.sluice.api.keys.ClusterIdentity;
import io.sluice.api.keys.KeyPurpose;
import io.sluice.api.keys.KeyRing;
import io.sluice.api.keys.KeySecrets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keys of the log and the identity of the cluster.
///
/// @param clusterUid of `kube-system`
/// @param signing keys of the log
/// @param sealing keys of secret objects
public record Keys(String clusterUid, KeyRing signing, KeyRing sealing) {

    private static final Logger LOG = LoggerFactory.getLogger(Keys.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /// Reads them; waits until the API server answers and the source-watcher has made the Secrets.
    public static Keys await(KubernetesClient client, String namespace)
            throws InterruptedException {
        KeySecrets secrets = new KeySecrets(client, namespace);
        String told = "";
        while (true) {
            String missing;
            try {
                var signing = secrets.read(KeyPurpose.LOG_HMAC);
                var sealing = secrets.read(KeyPurpose.SEALING);
                if (signing.isPresent() && sealing.isPresent()) {
                    String uid = ClusterIdentity.read(client).uid();
                    return new Keys(uid, signing.get(), sealing.get());
                }
                missing =
                        "the Secrets %s and %s in namespace %s"
                                .formatted(
                                        KeyPurpose.LOG_HMAC.secretName(),
                                        KeyPurpose.SEALING.secretName(),
                                        namespace);
            } catch (KubernetesClientException | IllegalStateException e) {
                missing = "the API server: " + e.getMessage();
            }
            if (!missing.equals(told)) {
                LOG.info("waiting for {}", missing);
                told = missing;
            }
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        }
    }
}
