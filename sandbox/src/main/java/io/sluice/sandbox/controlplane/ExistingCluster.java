package io.sluice.sandbox.controlplane;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/// A cluster that somebody else runs, reached by a kubeconfig file.
public final class ExistingCluster implements Cluster {

    private final Path kubeconfig;
    private final KubernetesClient client;

    private ExistingCluster(Path kubeconfig, KubernetesClient client) {
        this.kubeconfig = kubeconfig;
        this.client = client;
    }

    /// The current context of the file.
    public static ExistingCluster of(Path kubeconfig) {
        if (!Files.isReadable(kubeconfig)) {
            throw new IllegalArgumentException("cannot read the kubeconfig " + kubeconfig);
        }
        var config = Config.fromKubeconfig(kubeconfig.toFile());
        return new ExistingCluster(
                kubeconfig, new KubernetesClientBuilder().withConfig(config).build());
    }

    @Override
    public KubernetesClient client() {
        return client;
    }

    @Override
    public Path kubeconfig() {
        return kubeconfig;
    }

    @Override
    public Path writeKubeconfigOf(ServiceAccountName account, Path file) {
        String token = Tokens.issue(client, account);
        return new Kubeconfig(URI.create(server()), authority(), account.name(), token)
                .writeTo(file);
    }

    @Override
    public void close() {
        client.close();
    }

    private String server() {
        return client.getConfiguration().getMasterUrl();
    }

    private String authority() {
        Config config = client.getConfiguration();
        if (config.getCaCertData() != null) {
            byte[] pem = Base64.getMimeDecoder().decode(config.getCaCertData());
            return new String(pem, StandardCharsets.UTF_8);
        }
        if (config.getCaCertFile() == null) {
            return "";
        }
        try {
            return Files.readString(Path.of(config.getCaCertFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
