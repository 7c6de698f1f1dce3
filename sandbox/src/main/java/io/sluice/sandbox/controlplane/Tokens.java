package io.sluice.sandbox.controlplane;

import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.sluice.sandbox.controlplane.Cluster.ServiceAccountName;
import java.time.Duration;
import java.util.Objects;

/// Tokens of service accounts, as the API server issues them.
final class Tokens {

    private static final Duration LIFE = Duration.ofDays(7);

    private Tokens() {}

    static String issue(KubernetesClient client, ServiceAccountName account) {
        var request =
                new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(LIFE.toSeconds())
                        .endSpec()
                        .build();
        var answer =
                client.serviceAccounts()
                        .inNamespace(account.namespace())
                        .withName(account.name())
                        .tokenRequest(request);
        if (answer == null || answer.getStatus() == null) {
            throw new IllegalStateException(
                    "no token for service account "
                            + account.namespace()
                            + "/"
                            + account.name()
                            + ": does it exist?");
        }
        return Objects.requireNonNull(answer.getStatus().getToken());
    }
}
