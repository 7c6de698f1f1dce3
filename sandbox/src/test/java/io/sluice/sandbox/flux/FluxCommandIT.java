package io.sluice.sandbox.flux;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SandboxOptions;
import io.sluice.sandbox.demo.Stage;
import io.sluice.sandbox.kstatus.StatusRecorder;
import io.sluice.sandbox.process.WorkDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/// The `flux` command line, release 2.9.4, does with us what it does with Flux: the transcripts in
/// `flux/` are typed into it, in order, on one sandbox. What differs is written to `target/flux`.
@Tag("end-to-end")
@Tag("flux")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 15, unit = TimeUnit.MINUTES)
final class FluxCommandIT {

    private static final Path DIRECTORY = Path.of("target", "flux").toAbsolutePath();

    private Sandbox sandbox;
    private StatusRecorder statuses;
    private Stage stage;
    private FluxCommand flux;
    private Transcripts transcripts;

    @BeforeAll
    void start() throws IOException {
        WorkDirectory.delete(DIRECTORY);
        Files.createDirectories(DIRECTORY);
        Path home = Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());
        sandbox = Sandbox.start(SandboxOptions.of(home).in(DIRECTORY.resolve("sandbox")));
        statuses = StatusRecorder.watching(sandbox.cluster().client());
        stage = new Stage(sandbox);
        stage.awaitConverged(stage.open());
        flux = new FluxCommand(sandbox.cluster().kubeconfig(), stage.copy().directory(), DIRECTORY);
        transcripts =
                new Transcripts(
                        flux,
                        new Deeds(stage),
                        Map.of(
                                "repository",
                                sandbox.git().url(Stage.NAME).toString(),
                                "resources",
                                home.resolve("sandbox/src/test/resources/flux").toString()));
    }

    @AfterAll
    void stop() {
        stage.close();
        statuses.close();
        sandbox.close();
    }

    @AfterEach
    void every_status_is_good() {
        assertThat(statuses.takeBroken()).isEmpty();
    }

    @Test
    @Order(1)
    void tells_what_is_there() throws IOException {
        play("reads");
    }

    @Test
    @Order(2)
    void reconciles_source_first_and_unit_first() throws IOException {
        play("reconciles");
    }

    @Test
    @Order(3)
    void suspends_and_resumes() throws IOException {
        play("suspends");
    }

    @Test
    @Order(4)
    void creates_and_deletes() throws IOException {
        play("creates");
    }

    @Test
    @Order(5)
    void shows_failures() throws IOException {
        play("failures");
    }

    @Test
    @Order(6)
    void waits_for_a_service_that_is_away_and_says_so() throws IOException {
        play("outages");
    }

    @Test
    @Order(7)
    void tells_what_the_services_did() {
        FluxCommand.Answer told =
                flux.run("logs --flux-namespace sluice-system --kind Kustomization --name web");

        assertThat(told.exit()).isZero();
        assertThat(told.text())
                .containsPattern("Z info Kustomization/web.flux-system - RenderRequested")
                .containsPattern("Z info Kustomization/web.flux-system - (rendered|unchanged)")
                .containsPattern("Z info Kustomization/web.flux-system - applied in")
                .containsPattern("Z info Kustomization/web.flux-system - .* status written");
        assertThat(
                        flux.run("logs --flux-namespace sluice-system --level error --name photos")
                                .text())
                .containsPattern(
                        "Z error Kustomization/photos.flux-system - failed \\(.*service.yaml");
    }

    @Test
    @Order(8)
    void tells_what_happened() {
        assertThat(flux.run("events --for Kustomization/web").text())
                .containsPattern(
                        "Normal\\s+Progressing\\s+Kustomization/web\\s+Deployment/web/web configured")
                .containsPattern(
                        "Normal\\s+ReconciliationSucceeded\\s+Kustomization/web\\s+Reconciliation finished in")
                .containsPattern("Normal\\s+NewArtifact\\s+GitRepository/homelab");
        assertThat(flux.run("events --for Kustomization/photos --types Warning").text())
                .containsPattern(
                        "Warning\\s+BuildFailed\\s+Kustomization/photos\\s+.*service.yaml");
    }

    @Test
    @Order(9)
    void says_at_once_what_is_not_served() {
        FluxCommand.Answer refused =
                flux.run(
                        "create source helm charts --url=https://charts.example --interval=1h"
                                + " --timeout 60s");

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.text()).contains("Sluice does not serve the kind HelmRepository yet");
        assertThat(flux.run("get sources helm charts").text()).contains("does not serve");
        assertThat(flux.run("delete source helm charts --silent").exit()).isZero();
    }

    private void play(String name) throws IOException {
        Session expected = Session.parse(read(name));
        Session actual = transcripts.play(expected);
        Path file = DIRECTORY.resolve(name + ".session");
        Files.writeString(file, actual.text());
        assertThat(actual.text())
                .as("what was typed, answered: %s", file)
                .isEqualTo(expected.text());
    }

    private static String read(String name) throws IOException {
        try (InputStream in =
                FluxCommandIT.class.getResourceAsStream("/flux/" + name + ".session")) {
            return new String(
                    Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
