package io.sluice.renderer.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.sluice.kustomize.BuildOptions;
import io.sluice.kustomize.BuildResult;
import io.sluice.kustomize.Kustomize;
import io.sluice.kustomize.MemoryTree;
import io.sluice.sandbox.git.GitServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RemotesTest {

    private static final String CONFIG_MAP =
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s}\n";

    @TempDir Path folder;
    private GitServer git;
    private HttpServer web;
    private Remotes remotes;
    private String commit;
    private String repository;

    @BeforeEach
    void start() throws Exception {
        git = GitServer.start();
        URI address = git.createRepository("bases");
        repository = address.toString();
        commit = push(address);
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.start();
        Files.createDirectory(folder.resolve("scratch"));
        remotes = new Remotes(folder.resolve("scratch"), Set.of("127.0.0.1"));
    }

    @AfterEach
    void stop() {
        web.stop(0);
        git.close();
    }

    private String push(URI address) throws Exception {
        Path tree = folder.resolve("tree");
        try (var work = Git.init().setInitialBranch("main").setDirectory(tree.toFile()).call()) {
            Files.createDirectories(tree.resolve("base"));
            Files.writeString(tree.resolve("base/kustomization.yaml"), "resources: [cm.yaml]\n");
            Files.writeString(tree.resolve("base/cm.yaml"), CONFIG_MAP.formatted("remote"));
            work.add().addFilepattern(".").call();
            var made =
                    work.commit()
                            .setMessage("Add a base")
                            .setAuthor("Ann", "ann@example.org")
                            .setCommitter("Ann", "ann@example.org")
                            .setSign(false)
                            .call();
            work.tag().setName("v1").setSigned(false).setAnnotated(false).call();
            work.push().setRemote(address.toString()).add("main").setPushTags().call();
            return made.name();
        }
    }

    private BuildResult build(String resource, Remotes with) {
        var files =
                Map.of("kustomization.yaml", "resources: ['" + resource + "']\nnamePrefix: p-\n");
        return new Kustomize()
                .build(MemoryTree.ofText(files), "/", BuildOptions.DEFAULT.withRemotes(with));
    }

    private String message(BuildResult result) {
        return ((BuildResult.Failed) result).error().message();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?ref=main", "?ref=v1", "?ref=refs/heads/main", "?ref=COMMIT"})
    void a_base_is_built_and_its_commit_is_an_input(String query) {
        var result =
                (BuildResult.Built)
                        build(repository + "//base" + query.replace("COMMIT", commit), remotes);
        assertThat(result.yaml()).contains("name: p-remote");
        assertThat(result.inputs().remotes()).containsValue(commit);
        assertThat(folder.resolve("scratch")).isEmptyDirectory();
    }

    @Test
    void a_branch_that_is_not_there_is_named() {
        BuildResult result = build(repository + "//base?ref=nope", remotes);
        assertThat(message(result)).contains("there is no branch, tag or commit 'nope'");
        assertThat(folder.resolve("scratch")).isEmptyDirectory();
    }

    @Test
    void private_addresses_are_refused_for_repositories() {
        var strict = new Remotes(folder.resolve("scratch"), Set.of());
        assertThat(message(build(repository + "//base", strict)))
                .contains("the host 127.0.0.1 has the private address 127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/x.yaml",
                "http://169.254.169.254/latest/meta-data",
                "http://10.1.2.3/x.yaml",
                "http://192.168.1.1/x.yaml",
                "http://172.16.0.1/x.yaml",
                "http://100.64.0.1/x.yaml",
                "http://[::1]/x.yaml",
                "http://[fe80::1]/x.yaml",
                "http://[fd00::1]/x.yaml",
                "http://[::ffff:127.0.0.1]/x.yaml",
                "http://0.0.0.0/x.yaml",
                "http://255.255.255.255/x.yaml",
                "http://2130706433/x.yaml",
                "http://100.100.100.200/latest/meta-data",
                "http://[::]/x.yaml",
                "http://[::127.0.0.1]/x.yaml",
                "http://[::ffff:a9fe:a9fe]/latest/meta-data",
                "http://[fd00:ec2::254]/latest/meta-data",
                "http://[fec0::1]/x.yaml",
                "http://[ff02::1]/x.yaml",
                "http://[64:ff9b::7f00:1]/x.yaml",
                "http://[2002:7f00:1::]/x.yaml",
                "http://[2001:0:7f00:1::]/x.yaml"
            })
    void private_addresses_are_refused_for_files(String url) {
        assertThatThrownBy(() -> remotes.http(url))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("private address");
    }

    private String serve(String path, int status, String body, String location) {
        web.createContext(
                path,
                exchange -> {
                    if (!location.isEmpty()) {
                        exchange.getResponseHeaders().set("Location", location);
                    }
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        return "http://127.0.0.1:" + web.getAddress().getPort() + path;
    }

    @Test
    void a_file_is_downloaded_and_its_digest_is_an_input() {
        String url = serve("/cm.yaml", 200, CONFIG_MAP.formatted("web"), "");
        var result = (BuildResult.Built) build(url, remotes);
        assertThat(result.yaml()).contains("name: p-web");
        assertThat(result.inputs().remotes()).containsKey(url);
    }

    @Test
    void a_redirect_may_not_lead_inside() {
        String url =
                serve("/away", 302, "", "http://localhost:" + web.getAddress().getPort() + "/x");
        assertThat(message(build(url, remotes)))
                .contains("the host localhost has the private address");
    }

    @Test
    void a_status_that_is_no_success_is_told() {
        String url = serve("/gone.yaml", 410, "", "");
        assertThat(message(build(url, remotes))).endsWith("HTTP Error: status code 410 (Gone)");
    }
}
