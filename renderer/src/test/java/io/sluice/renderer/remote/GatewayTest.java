package io.sluice.renderer.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.sluice.kustomize.GitUrl;
import io.sluice.sandbox.git.GitServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What no server, no name and no redirect can bring about.
final class GatewayTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @TempDir Path folder;
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer web;

    @BeforeEach
    void start() throws IOException {
        web = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
        web.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        web.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        web.stop(0);
    }

    private String url(String host, String path) {
        return "http://" + host + ":" + web.getAddress().getPort() + path;
    }

    private void serve(String path, String body, String location) {
        web.createContext(
                path,
                exchange -> {
                    requests.incrementAndGet();
                    if (!location.isEmpty()) {
                        exchange.getResponseHeaders().set("Location", location);
                    }
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(location.isEmpty() ? 200 : 302, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
    }

    /// Answers with the beginning of a body and never with its end.
    private void hang(String path) {
        web.createContext(
                path,
                exchange -> {
                    exchange.sendResponseHeaders(200, 1000);
                    exchange.getResponseBody().write('x');
                    exchange.getResponseBody().flush();
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    exchange.close();
                });
    }

    private static Addresses loopbackAllowed() {
        return new Addresses(Set.of("127.0.0.1"), InetAddress::getAllByName);
    }

    private static GitUrl repository(String url) {
        return new GitUrl(url, "", "", true, LONG);
    }

    @Test
    void what_was_looked_up_is_what_is_connected_to() throws IOException {
        var addresses = new Addresses(Set.of("web.test"), host -> new InetAddress[] {LOOPBACK});
        serve("/x.yaml", "a: 1", "");
        var download = new HttpFiles(addresses, 100, LONG).download(url("web.test", "/x.yaml"));
        assertThat(download.bytes()).asString(StandardCharsets.UTF_8).isEqualTo("a: 1");
    }

    @Test
    void a_name_whose_address_changes_is_not_connected_to() throws IOException {
        var outside = InetAddress.getByName("93.184.216.34");
        var asked = new AtomicInteger();
        Addresses.Names rebinding =
                host -> new InetAddress[] {asked.getAndIncrement() == 0 ? outside : LOOPBACK};
        serve("/", "secret: 1", "");
        var files = new HttpFiles(new Addresses(Set.of(), rebinding), 100, LONG);
        assertThatThrownBy(() -> files.download(url("rebound.test", "/x.yaml")))
                .isInstanceOf(IOException.class);
        asked.set(0);
        var remotes = new Remotes(folder, new Addresses(Set.of(), rebinding), LONG);
        assertThatThrownBy(() -> remotes.git(repository(url("rebound.test", "/o/r"))))
                .isInstanceOf(IOException.class);
        assertThat(asked).hasValueGreaterThan(1);
        assertThat(requests).hasValue(0);
    }

    @Test
    void a_name_with_one_private_address_among_others_is_refused() throws IOException {
        InetAddress[] both = {InetAddress.getByName("93.184.216.34"), LOOPBACK};
        var files = new HttpFiles(new Addresses(Set.of(), host -> both), 100, LONG);
        assertThatThrownBy(() -> files.download("http://both.test/x.yaml"))
                .hasMessageContaining("the host both.test has the private address 127.0.0.1");
    }

    @Test
    void a_name_that_nobody_knows_is_told() {
        Addresses.Names none =
                host -> {
                    throw new UnknownHostException(host);
                };
        var files = new HttpFiles(new Addresses(Set.of(), none), 100, LONG);
        assertThatThrownBy(() -> files.download("http://none.test/x.yaml"))
                .hasMessage("the host none.test is not known");
    }

    @Test
    void a_redirect_of_a_repository_may_not_lead_inside() {
        serve("/away/info/refs", "", url("localhost", "/inside/info/refs"));
        serve("/inside", "", "");
        var remotes = new Remotes(folder, loopbackAllowed(), LONG);
        assertThatThrownBy(() -> remotes.git(repository(url("127.0.0.1", "/away"))))
                .hasMessageContaining("the host localhost has the private address");
        assertThat(requests).hasValue(1);
    }

    @Test
    void redirects_come_to_an_end() {
        serve("/loop", "", "/loop");
        var files = new HttpFiles(loopbackAllowed(), 100, LONG);
        assertThatThrownBy(() -> files.download(url("127.0.0.1", "/loop")))
                .hasMessageContaining("redirects too often");
    }

    @Test
    void a_file_that_is_too_long_is_refused() {
        serve("/long", "x".repeat(11), "");
        var files = new HttpFiles(loopbackAllowed(), 10, LONG);
        assertThatThrownBy(() -> files.download(url("127.0.0.1", "/long")))
                .hasMessageContaining("is longer than 10 bytes");
    }

    @Test
    void a_file_that_never_ends_is_cut_off() {
        hang("/slow");
        var files = new HttpFiles(loopbackAllowed(), 5000, SHORT);
        assertThatThrownBy(() -> files.download(url("127.0.0.1", "/slow")))
                .hasMessageContaining("it takes longer than");
    }

    @Test
    void a_repository_that_never_answers_is_cut_off() {
        hang("/slow");
        var remotes = new Remotes(folder, loopbackAllowed(), SHORT);
        assertThatThrownBy(() -> remotes.git(repository(url("127.0.0.1", "/slow/r"))))
                .hasMessageContaining("it takes longer than its timeout");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_repository_that_is_too_large_is_cut_off() throws Exception {
        try (GitServer server = GitServer.start();
                Git into = Git.init().setDirectory(folder.toFile()).setBare(true).call()) {
            String url = server.createRepository("large").toString();
            assertThatThrownBy(
                            () ->
                                    new Checkouts(loopbackAllowed(), 10)
                                            .fetch(into.getRepository(), url, "main", LONG))
                    .hasMessageContaining("it is larger than 10 bytes");
        }
    }

    @Test
    void what_may_not_stand_in_a_url_is_escaped() throws IOException {
        serve("/a b%c", "a: 1", "");
        var files = new HttpFiles(loopbackAllowed(), 100, LONG);
        assertThat(files.download(url("127.0.0.1", "/a b%25c?q=%zz ü#f")).bytes()).hasSize(4);
    }
}
