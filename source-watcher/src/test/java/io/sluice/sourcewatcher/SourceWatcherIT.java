package io.sluice.sourcewatcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.sluice.events.Cause;
import io.sluice.events.CommitDetected;
import io.sluice.events.Envelope;
import io.sluice.events.RenderRequested;
import io.sluice.events.ResourceKey;
import io.sluice.events.SourceChecked;
import io.sluice.events.SourceFailed;
import io.sluice.events.Tombstone;
import io.sluice.events.UnitRetired;
import io.sluice.events.UnitWaiting;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SourceWatcherIT {

    private static final int MANY = 200;

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

    /// A namespace with a repository and somebody's clone of it.
    private WorkTree tenant(String name) throws Exception {
        platform.namespace(name);
        URI url = platform.git.createRepository(name);
        return new WorkTree(folder.resolve(name + "-tree"), url);
    }

    @Test
    void announces_commits_and_asks_for_their_unit() throws Exception {
        try (var tree = tenant("first")) {
            platform.apply(Yaml.unit("first", "app", "apps"));
            ResourceKey app = Yaml.unitKey("first", "app");
            ResourceKey repository = Yaml.sourceKey("first");
            var waiting = (UnitWaiting) platform.log.await(app, UnitWaiting.class, 1).event();
            assertThat(waiting.message()).contains("GitRepository/first/repository");
            platform.apply(Yaml.source("first", platform.git.url("first")));
            var failed =
                    (SourceFailed) platform.log.await(repository, SourceFailed.class, 1).event();
            assertThat(failed.reason()).isEqualTo("EmptyGitRepository");

            String first = tree.change("One", Map.of("apps/a.yaml", "kind: ConfigMap\n"));
            platform.annotate(platform.source("first", "repository"), "now");
            var event =
                    (CommitDetected)
                            platform.log.await(repository, CommitDetected.class, 1).event();
            assertThat(event.artifact().revision()).isEqualTo("main@sha1:" + first);
            Envelope requested = platform.log.await(app, RenderRequested.class, 1);
            var request = (RenderRequested) requested.event();
            assertThat(request.artifact()).isEqualTo(event.artifact());
            assertThat(request.spec().path("path").asText()).isEqualTo("apps");
            assertThat(requested.context().commit()).isEqualTo(first);
            assertThat(bytes(event.artifact().url())).hasSize((int) event.artifact().size());
            assertThat(status(event.artifact().url().replace("first", "..%2f"))).isEqualTo(404);

            String second = tree.change("Two", Map.of("apps/b.yaml", "kind: ConfigMap\n"));
            platform.annotate(platform.source("first", "repository"), "later");
            var next =
                    (CommitDetected)
                            platform.log.await(repository, CommitDetected.class, 2).event();
            assertThat(next.commits()).hasSize(1);
            assertThat(next.commits().getFirst().id()).isEqualTo(second);
            assertThat(next.commits().getFirst().paths()).containsExactly("apps/b.yaml");
            assertThat(next.truncated()).isFalse();
            Envelope again = platform.log.await(app, RenderRequested.class, 2);
            assertThat(again.context().cause()).isEqualTo(Cause.NEW_REVISION);

            platform.annotate(platform.source("first", "repository"), "nothing new");
            Awaitility.await()
                    .until(
                            () ->
                                    platform.log.of(repository, SourceChecked.class).stream()
                                            .anyMatch(
                                                    each ->
                                                            "nothing new"
                                                                    .equals(
                                                                            each.context()
                                                                                    .requestedAt())));
        }
    }

    @Test
    void asks_for_many_units_of_one_commit_at_once() throws Exception {
        try (var tree = tenant("many")) {
            tree.change("One", Map.of("app-7/a.yaml", "kind: ConfigMap\n"));
            for (int number = 0; number < MANY; number++) {
                platform.apply(Yaml.unit("many", "app-" + number, "app-" + number));
            }
            platform.apply(Yaml.source("many", platform.git.url("many")));
            awaitRequests("many", MANY);
            tree.change("Two", Map.of("app-7/b.yaml", "kind: ConfigMap\n"));
            platform.annotate(platform.source("many", "repository"), "now");
            platform.log.await(Yaml.sourceKey("many"), CommitDetected.class, 2);
            awaitRequests("many", 2 * MANY);

            List<Envelope> requests = requests("many").subList(MANY, 2 * MANY);
            assertThat(requests).extracting(Envelope::resource).doesNotHaveDuplicates();
            var first =
                    requests.stream()
                            .min((one, other) -> one.request().compareTo(other.request()))
                            .orElseThrow();
            assertThat(first.resource().name()).isEqualTo("app-7");
            var times = requests.stream().map(each -> each.head().time()).sorted().toList();
            assertThat(Duration.between(times.getFirst(), times.getLast()))
                    .isLessThan(Duration.ofSeconds(2));
        }
    }

    private void awaitRequests(String namespace, int number) {
        Awaitility.await("requests of " + namespace)
                .atMost(Duration.ofSeconds(60))
                .until(() -> requests(namespace).size() >= number);
    }

    private List<Envelope> requests(String namespace) {
        return platform.log.all().stream()
                .filter(each -> each.event() instanceof RenderRequested)
                .filter(each -> each.resource().namespace().equals(namespace))
                .toList();
    }

    @Test
    void a_request_names_the_version_of_what_its_unit_refers_to() throws Exception {
        try (var tree = tenant("refers")) {
            tree.change("One", Map.of("a.yaml", "kind: ConfigMap\n"));
            var variables =
                    platform.client()
                            .resource(
                                    new ConfigMapBuilder()
                                            .withNewMetadata()
                                            .withNamespace("refers")
                                            .withName("variables")
                                            .addToLabels("reconcile.fluxcd.io/watch", "Enabled")
                                            .endMetadata()
                                            .withData(new TreeMap<>(Map.of("a", "1")))
                                            .build())
                            .create();
            platform.apply(
                    Yaml.unit("refers", "app", ".")
                            + """
                              postBuild:
                                substituteFrom:
                                  - {kind: ConfigMap, name: variables}
                                  - {kind: Secret, name: absent, optional: true}
                            """);
            platform.apply(Yaml.source("refers", platform.git.url("refers")));
            var request =
                    (RenderRequested)
                            platform.log
                                    .await(Yaml.unitKey("refers", "app"), RenderRequested.class, 1)
                                    .event();
            assertThat(request.references()).hasSize(2);
            assertThat(request.references().getFirst().uid())
                    .isEqualTo(variables.getMetadata().getUid());
            assertThat(request.references().getFirst().resourceVersion())
                    .isEqualTo(variables.getMetadata().getResourceVersion());
            assertThat(request.references().getLast().uid()).isNull();

            variables =
                    platform.client()
                            .resource(variables)
                            .edit(live -> new ConfigMapBuilder(live).addToData("a", "2").build());

            var again = platform.log.await(Yaml.unitKey("refers", "app"), RenderRequested.class, 2);
            assertThat(again.context().cause()).isEqualTo(Cause.REFERENCE_CHANGED);
            assertThat(((RenderRequested) again.event()).references().getFirst().resourceVersion())
                    .isEqualTo(variables.getMetadata().getResourceVersion());
        }
    }

    @Test
    void what_is_deleted_is_retired() throws Exception {
        try (var tree = tenant("leaving")) {
            tree.change("One", Map.of("a.yaml", "kind: ConfigMap\n"));
            platform.apply(Yaml.unit("leaving", "app", "."));
            platform.apply(
                    Yaml.source("leaving", platform.git.url("leaving"))
                            .replace(
                                    "name: repository}",
                                    "name: repository, finalizers: [finalizers.fluxcd.io]}"));
            ResourceKey app = Yaml.unitKey("leaving", "app");
            platform.log.await(app, RenderRequested.class, 1);
            String uid = platform.unit("leaving", "app").get().getMetadata().getUid();
            platform.unit("leaving", "app").delete();
            assertThat(platform.log.await(app, UnitRetired.class, 1).context().uid())
                    .isEqualTo(uid);
            platform.source("leaving", "repository").delete();
            platform.log.await(Yaml.sourceKey("leaving"), Tombstone.class, 2);
            Awaitility.await().until(() -> platform.source("leaving", "repository").get() == null);
        }
    }

    @Test
    void a_remote_that_hangs_delays_nobody_else() throws Exception {
        try (var hanging = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var tree = tenant("beside")) {
            platform.namespace("hanging");
            URI url = URI.create("http://127.0.0.1:%d/x.git".formatted(hanging.getLocalPort()));
            platform.apply(
                    Yaml.source("hanging", url).replace("interval:", "timeout: 2s, interval:"));
            tree.change("One", Map.of("a.yaml", "kind: ConfigMap\n"));
            platform.apply(Yaml.source("beside", platform.git.url("beside")));
            platform.log.await(Yaml.sourceKey("beside"), CommitDetected.class, 1);
            var failed =
                    (SourceFailed)
                            platform.log
                                    .await(Yaml.sourceKey("hanging"), SourceFailed.class, 1)
                                    .event();
            assertThat(failed.reason()).isEqualTo("GitOperationFailed");
            assertThat(failed.message()).containsIgnoringCase("timed out");
        }
    }

    @Test
    void what_is_not_supported_is_said_about_the_object_alone() throws Exception {
        platform.namespace("odd");
        platform.apply(
                Yaml.source("odd", URI.create("https://example.org/x"))
                        .replace("interval:", "recurseSubmodules: true, interval:"));
        platform.apply(Yaml.unit("odd", "app", ".").replace("kind: GitRepository", "kind: Bucket"));
        var failed =
                (SourceFailed)
                        platform.log.await(Yaml.sourceKey("odd"), SourceFailed.class, 1).event();
        assertThat(failed.message()).startsWith("spec.recurseSubmodules");
        var waiting =
                (UnitWaiting)
                        platform.log
                                .await(Yaml.unitKey("odd", "app"), UnitWaiting.class, 1)
                                .event();
        assertThat(waiting.stalled()).isTrue();
        assertThat(waiting.message()).contains("Bucket");
    }

    private static int status(String url) throws Exception {
        return get(url).statusCode();
    }

    private static byte[] bytes(String url) throws Exception {
        var response = get(url);
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private static HttpResponse<byte[]> get(String url) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(url)).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }
    }
}
