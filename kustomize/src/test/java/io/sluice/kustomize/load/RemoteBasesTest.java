package io.sluice.kustomize.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.kustomize.BuildOptions;
import io.sluice.kustomize.BuildResult;
import io.sluice.kustomize.FluxOverlay;
import io.sluice.kustomize.GitUrl;
import io.sluice.kustomize.Kustomize;
import io.sluice.kustomize.MemoryTree;
import io.sluice.kustomize.RemoteLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the engine makes of remote bases; texts and objects are those of the reference.
final class RemoteBasesTest {

    private static final String REPOSITORY = "https://example.com/o/r";
    private static final String FILE = "https://example.com/cm.yaml";
    private static final String CONFIG_MAP =
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s}\n";

    private final Map<String, String> repository = new TreeMap<>();
    private final Map<String, String> web = new TreeMap<>();

    /// One repository and some files on the web.
    private final RemoteLoader remotes =
            new RemoteLoader() {
                @Override
                public Checkout git(GitUrl url) throws IOException {
                    if (!url.repository().equals(REPOSITORY)) {
                        throw new IOException("nobody knows it");
                    }
                    return new Checkout(MemoryTree.ofText(repository), "c0ffee");
                }

                @Override
                public Download http(String url) throws IOException {
                    if (url.contains("down.example.com")) {
                        throw new IOException("connection refused");
                    }
                    String text = web.get(url);
                    if (text == null) {
                        throw new StatusException("404 (Not Found)");
                    }
                    return new Download(text.getBytes(StandardCharsets.UTF_8), "digest");
                }
            };

    private BuildResult build(String kustomization, BuildOptions options) {
        var tree = MemoryTree.ofText(Map.of("kustomization.yaml", kustomization));
        return new Kustomize().build(tree, "/", options);
    }

    private BuildResult resource(String url) {
        return build("resources: ['" + url + "']\n", BuildOptions.DEFAULT.withRemotes(remotes));
    }

    private static String message(BuildResult result) {
        return ((BuildResult.Failed) result).error().message();
    }

    private void base(String directory, String kustomization) {
        repository.put(directory + "/kustomization.yaml", kustomization);
        repository.put(directory + "/cm.yaml", CONFIG_MAP.formatted("remote"));
    }

    @ParameterizedTest
    @CsvSource({
        // The same URL again, and one that the first begins with, though it is another directory.
        "a, a",
        "ab, a",
        "a/b, a"
    })
    void a_base_that_leads_back_is_a_cycle(String directory, String next) {
        base("a", "resources: [cm.yaml]");
        base(directory, "resources: ['" + REPOSITORY + "//" + next + "']");
        assertThat(message(resource(REPOSITORY + "//" + directory)))
                .endsWith(
                        "cycle detected: URI '%1$s//%2$s' referenced by previous URI '%1$s//%3$s'"
                                .formatted(REPOSITORY, next, directory));
    }

    @Test
    void a_base_may_name_another_directory_of_its_repository_by_url() {
        base("a", "resources: [cm.yaml]");
        base("b", "resources: ['" + REPOSITORY + "//a']");
        assertThat(resource(REPOSITORY + "//b")).isInstanceOf(BuildResult.Built.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resources: [../../a]",
                "resources: [../../a/cm.yaml]",
                "components: [../../a]",
                "configMapGenerator: [{name: g, files: [../../a/cm.yaml]}]"
            })
    void nothing_outside_of_a_repository_can_be_named(String kustomization) {
        base("a", "resources: [cm.yaml]");
        base("up", kustomization);
        assertThat(message(resource(REPOSITORY + "//up"))).contains("security; ");
    }

    @Test
    void nothing_outside_of_an_artifact_can_be_named() {
        var tree =
                MemoryTree.ofText(
                        Map.of(
                                "x/kustomization.yaml", "resources: [../../y]",
                                "y/kustomization.yaml", "resources: [cm.yaml]",
                                "y/cm.yaml", CONFIG_MAP.formatted("local")));
        var flux = BuildOptions.forFlux(FluxOverlay.NONE);
        assertThat(message(new Kustomize().build(tree, "/x", flux)))
                .contains("base '../../y' is outside of what is built");
        assertThat(new Kustomize().build(tree, "/x", BuildOptions.DEFAULT))
                .isInstanceOf(BuildResult.Built.class);
    }

    @Test
    void a_repository_without_the_directory_is_told_as_the_reference_does() {
        base("a", "resources: [cm.yaml]");
        String url = REPOSITORY + "//gone";
        assertThat(message(resource(url)))
                .isEqualTo(
                        ("accumulating resources: accumulation err='accumulating resources from"
                                        + " '%s': URL is a git repository': evalsymlink failure on '/gone'"
                                        + " : lstat /gone: no such file or directory")
                                .formatted(url));
        assertThat(message(resource(REPOSITORY + "//a/cm.yaml")))
                .endsWith("'/a/cm.yaml' refers to file 'cm.yaml'; expecting directory");
    }

    @Test
    void a_file_that_a_server_does_not_have_is_told_as_the_reference_does() {
        assertThat(message(resource(FILE)))
                .isEqualTo(
                        "accumulating resources: accumulating resources from '"
                                + FILE
                                + "': HTTP Error: status code 404 (Not Found)");
    }

    @ParameterizedTest
    @ValueSource(strings = {FILE, "https://example.com/nobody/r//a", "https://down.example.com/x"})
    void what_could_not_be_had_is_an_input(String url) {
        assertThat(resource(url).inputs().remotes()).containsValue("unavailable");
    }

    @Test
    void the_page_of_a_repository_is_no_input() {
        base("a", "resources: [cm.yaml]");
        web.put(REPOSITORY + "//a", "<html>: today");
        var result = resource(REPOSITORY + "//a");
        assertThat(result).isInstanceOf(BuildResult.Built.class);
        assertThat(result.inputs().remotes())
                .containsOnly(Map.entry(REPOSITORY + "?ref=", "c0ffee"));
    }

    @Test
    void without_remotes_both_kinds_are_refused() {
        assertThat(message(build("resources: ['" + FILE + "']", BuildOptions.DEFAULT)))
                .contains("remote resource '" + FILE + "' is not allowed");
        assertThat(message(build("components: ['" + REPOSITORY + "']", BuildOptions.DEFAULT)))
                .contains("remote base '" + REPOSITORY + "' is not allowed");
    }

    @Test
    void credentials_are_not_shown() {
        String url = "https://me:secret@down.example.com/x/y";
        var result = resource(url);
        assertThat(result.inputs().toString()).doesNotContain("secret");
        assertThat(message(result)).contains("example.com/x/y").doesNotContain("secret");
        assertThat(message(resource("HTTPS://me:secret@down.example.com/x")))
                .contains("Get \"HTTPS://down.example.com/x\": connection refused")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com/o/r//a, a/cm.yaml, https://example.com/o/r, ''",
        "https://example.com/o/r//a?ref=v1, a/cm.yaml, https://example.com/o/r, v1",
        "https://example.com/o/r, notCloned/a/cm.yaml, https://example.com/o/r, ''",
        "https://example.com/x/y/z/cm.yaml?ref=q, z/cm.yaml, https://example.com/x/y, q",
        "https://example.com/x/cm.yaml, notCloned, https://example.com/x/cm.yaml, ''"
    })
    void the_origin_tells_repository_and_path(String url, String path, String from, String ref) {
        base("a", "resources: [cm.yaml]");
        repository.put("kustomization.yaml", "resources: [a]");
        web.put("https://example.com/x/y/z/cm.yaml?ref=q", CONFIG_MAP.formatted("web"));
        web.put("https://example.com/x/cm.yaml", CONFIG_MAP.formatted("web"));
        String text = "resources: ['" + url + "']\nbuildMetadata: [originAnnotations]\n";
        var built = (BuildResult.Built) build(text, BuildOptions.DEFAULT.withRemotes(remotes));
        assertThat(built.yaml())
                .contains(
                        "origin: |\n      path: %s\n      repo: %s\n".formatted(path, from)
                                + (ref.isEmpty() ? "  name" : "      ref: " + ref + "\n"));
    }

    @Test
    void a_prefix_that_means_nothing_is_warned_of() {
        base("a", "resources: [cm.yaml]");
        assertThat(resource("git::" + REPOSITORY + "//a").warnings())
                .singleElement()
                .asString()
                .contains("'git::' URL prefix is not supported");
    }
}
