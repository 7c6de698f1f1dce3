package io.sluice.applier.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.Config;
import io.sluice.applier.remote.Kubeconfig;
import io.sluice.events.wire.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The client's configuration of another cluster. It begins empty and is never completed from this
/// process' own environment or kubeconfig: our own credentials must not reach a tenant's server.
final class RemoteConfigs {

    private static final int TIMEOUT_MILLIS = 30_000;

    private RemoteConfigs() {}

    static Config of(Kubeconfig.Usable kubeconfig, Config own) {
        Config config = Config.empty();
        config.setMasterUrl(kubeconfig.server());
        config.setRequestTimeout(TIMEOUT_MILLIS);
        config.setConnectionTimeout(TIMEOUT_MILLIS / 3);
        config.setRequestRetryBackoffLimit(0);
        config.setUserAgent(own.getUserAgent());
        proxy(config, kubeconfig, own);
        Kubeconfig.Trust trust = kubeconfig.trust();
        config.setTrustCerts(trust.blind());
        config.setDisableHostnameVerification(trust.blind());
        config.setCaCertData(trust.authority());
        config.setCaCertFile(trust.authorityFile());
        login(config, kubeconfig.login());
        Kubeconfig.Borrowed borrowed = kubeconfig.login().borrowed();
        if (borrowed != null) {
            borrow(config, borrowed);
        }
        return config;
    }

    private static void login(Config config, Kubeconfig.Login login) {
        config.setOauthToken(login.token());
        config.setClientCertData(login.certificate());
        config.setClientKeyData(login.key());
        config.setUsername(login.username());
        config.setPassword(login.password());
    }

    private static void proxy(Config config, Kubeconfig.Usable kubeconfig, Config own) {
        String proxy = kubeconfig.proxy();
        config.setHttpProxy(proxy == null ? own.getHttpProxy() : proxy);
        config.setHttpsProxy(proxy == null ? own.getHttpsProxy() : proxy);
        config.setNoProxy(proxy == null ? own.getNoProxy() : new String[0]);
    }

    private static void borrow(Config config, Kubeconfig.Borrowed borrowed) {
        String tokenFile = borrowed.tokenFile();
        if (tokenFile != null) {
            try {
                config.setOauthToken(Files.readString(Path.of(tokenFile)).strip());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (borrowed.certificateFile() != null) {
            config.setClientCertFile(borrowed.certificateFile());
        }
        if (borrowed.keyFile() != null) {
            config.setClientKeyFile(borrowed.keyFile());
        }
        if (borrowed.program().isObject()) {
            Config answered = Config.fromKubeconfig(onlyProgram(borrowed));
            config.setOauthToken(answered.getAutoOAuthToken());
            config.setClientCertData(answered.getClientCertData());
            config.setClientKeyData(answered.getClientKeyData());
        }
    }

    /// A kubeconfig in which nothing but the program is left, for the client to run it.
    private static String onlyProgram(Kubeconfig.Borrowed borrowed) {
        ObjectNode tree = EventJson.mapper().createObjectNode();
        tree.put("apiVersion", "v1").put("kind", "Config").put("current-context", "it");
        tree.putArray("clusters")
                .addObject()
                .put("name", "it")
                .putObject("cluster")
                .put("server", "https://localhost");
        tree.putArray("users")
                .addObject()
                .put("name", "it")
                .putObject("user")
                .set("exec", borrowed.program());
        tree.putArray("contexts")
                .addObject()
                .put("name", "it")
                .putObject("context")
                .put("cluster", "it")
                .put("user", "it");
        return tree.toString();
    }
}
