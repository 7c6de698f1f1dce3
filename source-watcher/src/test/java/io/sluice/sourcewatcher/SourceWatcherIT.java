package io.sluice.sourcewatcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.events.Cause;
import io.sluice.events.CommitDetected;
import io.sluice.events.Envelope;
import io.sluice.events.RenderRequested;
import io.sluice.events.ResourceKey;
import io.sluice.events.SourceFailed;
import io.sluice.events.UnitWaiting;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SourceWatcherIT {

    @TempDir static Path folder;
    private Platform platform;

    @BeforeAll
    void start() {
        platform = Platform.start(folder);
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    @Test
    void announces_a_commit_and_asks_for_its_unit() throws Exception {
        platform.namespace("first");
        URI url = platform.git.createRepository("first");
        platform.apply(unit("first", "app", "apps"));
        ResourceKey app = new ResourceKey("Kustomization", "first", "app");
        ResourceKey repository = new ResourceKey("GitRepository", "first", "repository");
        var waiting = (UnitWaiting) platform.log.await(app, UnitWaiting.class, 1).event();
        assertThat(waiting.message())
                .contains("GitRepository/first/repository")
                .contains("not found");

        try (var tree = new WorkTree(folder.resolve("first-tree"), url)) {
            platform.apply(source("first", url));
            var failed =
                    (SourceFailed) platform.log.await(repository, SourceFailed.class, 1).event();
            assertThat(failed.reason()).isEqualTo("EmptyGitRepository");

            String first = tree.change("One", Map.of("apps/a.yaml", "kind: ConfigMap\n"));
            platform.annotate(platform.source("first", "repository"), "now");
            Envelope detected = platform.log.await(repository, CommitDetected.class, 1);
            var event = (CommitDetected) detected.event();
            assertThat(event.artifact().revision()).isEqualTo("main@sha1:" + first);
            Envelope requested = platform.log.await(app, RenderRequested.class, 1);
            var request = (RenderRequested) requested.event();
            assertThat(request.artifact()).isEqualTo(event.artifact());
            assertThat(request.spec().path("path").asText()).isEqualTo("apps");
            assertThat(requested.context().commit()).isEqualTo(first);
            assertThat(bytes(event.artifact().url())).hasSize((int) event.artifact().size());

            String second = tree.change("Two", Map.of("apps/b.yaml", "kind: ConfigMap\n"));
            long pushed = System.nanoTime();
            platform.annotate(platform.source("first", "repository"), "later");
            var next =
                    (CommitDetected)
                            platform.log.await(repository, CommitDetected.class, 2).event();
            System.out.println(
                    "push -> CommitDetected " + (System.nanoTime() - pushed) / 1_000_000 + " ms");
            assertThat(next.commits()).hasSize(1);
            assertThat(next.commits().getFirst().id()).isEqualTo(second);
            assertThat(next.commits().getFirst().paths()).containsExactly("apps/b.yaml");
            assertThat(next.truncated()).isFalse();
            Envelope again = platform.log.await(app, RenderRequested.class, 2);
            assertThat(again.context().cause()).isEqualTo(Cause.NEW_REVISION);
        }
    }

    private static byte[] bytes(String url) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var response =
                    http.send(
                            HttpRequest.newBuilder(URI.create(url)).build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            assertThat(response.statusCode()).isEqualTo(200);
            return response.body();
        }
    }

    static String source(String namespace, URI url) {
        return """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata: {namespace: %s, name: repository}
        spec: {interval: 10m, url: '%s', ref: {branch: main}}
        """
                .formatted(namespace, url);
    }

    static String unit(String namespace, String name, String path) {
        return """
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata: {namespace: %s, name: %s}
        spec:
          interval: 10m
          path: %s
          prune: true
          sourceRef: {kind: GitRepository, name: repository}
        """
                .formatted(namespace, name, path);
    }
}
