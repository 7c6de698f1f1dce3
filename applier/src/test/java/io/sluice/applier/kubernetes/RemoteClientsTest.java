package io.sluice.applier.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.sluice.applier.engine.ApiServer;
import io.sluice.applier.engine.RemoteClusters.Reached;
import io.sluice.applier.engine.Reply;
import io.sluice.applier.engine.Request;
import io.sluice.applier.remote.Kubeconfig;
import io.sluice.applier.remote.KubeconfigSecret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a server that a tenant names gets to see of us.
final class RemoteClientsTest {

    private static final String OUR_TOKEN = "kubernetes.auth.token";

    private final List<Map<String, List<String>>> seen = new CopyOnWriteArrayList<>();
    private final List<String> paths = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private KubernetesClient own;
    private RemoteClients clients;
    private Instant now = Instant.EPOCH;
    private int code = 200;

    @BeforeEach
    void start() throws IOException {
        System.setProperty(OUR_TOKEN, "ours");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    seen.add(exchange.getRequestHeaders());
                    paths.add(exchange.getRequestURI().getPath());
                    exchange.getResponseHeaders().add("Retry-After", "7");
                    exchange.getResponseHeaders().add("Location", "/elsewhere");
                    exchange.sendResponseHeaders(code, -1);
                    exchange.close();
                });
        server.start();
        Config config = Config.empty();
        config.setMasterUrl("http://127.0.0.1:1");
        config.setOauthToken("ours");
        own = new KubernetesClientBuilder().withConfig(config).build();
        clients =
                new RemoteClients(
                        own, new Kubeconfig.Rules(false, false), 4, () -> now, (_, _) -> {});
    }

    @AfterEach
    void stop() {
        System.clearProperty(OUR_TOKEN);
        clients.close();
        own.close();
        server.stop(0);
    }

    @Test
    void our_own_credentials_never_reach_a_server_that_asks_for_better_ones()
            throws InterruptedException {
        code = 401;

        get(reach("1", "token: theirs"), null);
        get(reach("2", "username: a"), null);

        assertThat(seen).isNotEmpty();
        assertThat(seen.stream().map(headers -> headers.getOrDefault("Authorization", List.of())))
                .allSatisfy(values -> assertThat(values).isSubsetOf("Bearer theirs"));
    }

    @Test
    void a_redirection_is_not_followed_with_their_credentials() throws InterruptedException {
        code = 302;

        get(reach("1", "token: theirs"), null);

        assertThat(paths).containsOnly("/api");
    }

    @Test
    void the_units_account_goes_before_whom_the_kubeconfig_acts_as() throws InterruptedException {
        ApiServer there = reach("1", "{token: t, as: jane, as-groups: [dev, ops]}");

        get(there, null);
        get(there, "system:serviceaccount:apps:tenant");

        assertThat(seen.get(0).get("Impersonate-user")).containsExactly("jane");
        assertThat(seen.get(0).get("Impersonate-group")).containsExactly("dev", "ops");
        assertThat(seen.get(1).get("Impersonate-user"))
                .containsExactly("system:serviceaccount:apps:tenant");
        assertThat(seen.get(1)).doesNotContainKey("Impersonate-group");
    }

    @Test
    void when_to_come_back_is_read() throws InterruptedException {
        code = 429;

        assertThat(get(reach("1", "token: t"), null))
                .isInstanceOfSatisfying(
                        Reply.Refused.class,
                        refused ->
                                assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
    }

    @Test
    void one_version_of_a_secret_has_one_client_and_the_next_version_replaces_it()
            throws InterruptedException {
        ApiServer first = reach("1", "token: a");

        assertThat(reach("1", "token: a")).isSameAs(first);
        ApiServer second = reach("2", "token: b");

        assertThat(second).isNotSameAs(first);
        assertThat(clients.size()).isOne();
        get(second, null);
        assertThat(seen.getLast().get("Authorization")).containsExactly("Bearer b");
    }

    @Test
    void a_client_that_nobody_uses_is_closed() {
        reach("1", "token: a");
        now = now.plus(Duration.ofHours(3));

        reach("other", "1", "token: a");

        assertThat(clients.size()).isOne();
    }

    @Test
    void what_is_refused_opens_nothing_and_closes_what_was_there() {
        reach("1", "token: a");

        assertThat(clients.reach(secret("remote", "2", "exec: {command: /bin/true}")))
                .isInstanceOf(Reached.Refused.class);
        assertThat(clients.reach(secret("remote", "3", "client-key-data: bm8="))).isNotNull();

        assertThat(clients.size()).isLessThanOrEqualTo(1);
    }

    private static Reply get(ApiServer there, @org.jspecify.annotations.Nullable String account)
            throws InterruptedException {
        return there.send(Request.get("/api", account));
    }

    private ApiServer reach(String version, String user) {
        return reach("remote", version, user);
    }

    private ApiServer reach(String name, String version, String user) {
        return ((Reached.Found) clients.reach(secret(name, version, user))).target().server();
    }

    private KubeconfigSecret secret(String name, String version, String user) {
        String text =
                """
                current-context: x
                contexts: [{name: x, context: {cluster: x, user: x}}]
                clusters: [{name: x, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: x, user: %s}]
                """
                        .formatted(
                                server.getAddress().getPort(),
                                user.startsWith("{") ? user : "{" + user + "}");
        return new KubeconfigSecret("apps/" + name, "uid", version, "value", text);
    }
}
