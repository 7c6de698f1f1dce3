package io.sluice.sandbox.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.SandboxOptions;
import io.sluice.sandbox.demo.ClusterView;
import io.sluice.sandbox.demo.Declarations;
import io.sluice.sandbox.demo.Patience;
import io.sluice.sandbox.demo.WorkingCopy;
import io.sluice.sandbox.process.WorkDirectory;
import io.sluice.sandbox.service.Service;
import io.sluice.sandbox.service.ServiceProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A cluster goes from the real Flux to Sluice and back, and no workload notices.
@Tag("end-to-end")
@EnabledIfSystemProperty(named = "sluice.long", matches = "true")
final class TakeoverIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String NAME = "takeover";
    private static final String UNITS = "kustomize.toolkit.fluxcd.io/v1";
    private static final String SOURCES = "source.toolkit.fluxcd.io/v1";

    @ParameterizedTest(name = "stamps: {0}")
    @ValueSource(booleans = {true, false})
    void switching_to_sluice_and_back_rewrites_no_object(boolean stamps) {
        Path folder = Path.of("target", NAME + "-" + stamps).toAbsolutePath();
        WorkDirectory.delete(folder);
        try (Sandbox sandbox = Sandbox.start(options(folder, stamps));
                FluxControllers flux =
                        new FluxControllers(
                                sandbox.controlPlane().orElseThrow(), folder.resolve("flux"))) {
            stop(sandbox);
            flux.define();
            URI url = sandbox.git().createRepository(NAME);
            try (var copy = WorkingCopy.create(folder.resolve("copy"), url)) {
                copy.write("deploy/objects.yaml", objects("first"));
                copy.commitAndPush("Begin");
                flux.start();
                new Declarations(sandbox.cluster().client())
                        .declare(NAME, url.toString(), "./deploy");
                awaitHandled(sandbox, copy, "by-flux");
                Snapshot before = Snapshot.of(sandbox.cluster().client());
                assertThat(before.objects()).hasSizeGreaterThan(15);
                flux.stop();

                toSluice(sandbox, copy, before);
                backToFlux(sandbox, flux, copy, stamps);
            }
        }
    }

    private static void toSluice(Sandbox sandbox, WorkingCopy copy, Snapshot before) {
        start(sandbox);
        awaitHandled(sandbox, copy, "by-sluice");
        Snapshot after = Snapshot.of(sandbox.cluster().client());
        assertThat(after.resourceVersions()).isEqualTo(before.resourceVersions());
    }

    private static void backToFlux(
            Sandbox sandbox, FluxControllers flux, WorkingCopy copy, boolean stamps) {
        copy.write("deploy/objects.yaml", objects("second"));
        copy.commitAndPush("Change it through Sluice");
        awaitHandled(sandbox, copy, "a-change-by-sluice");
        Snapshot before = Snapshot.of(sandbox.cluster().client());
        assertThat(before.stamps().isEmpty()).isNotEqualTo(stamps);
        stop(sandbox);
        flux.start();
        awaitHandled(sandbox, copy, "by-flux-again");
        Snapshot after = Snapshot.of(sandbox.cluster().client());
        assertThat(after.generations()).isEqualTo(before.generations());
        assertThat(after.contents()).isEqualTo(before.contents());
        assertThat(after.stamps()).isEmpty();
        if (!stamps) {
            assertThat(after.resourceVersions()).isEqualTo(before.resourceVersions());
        }
    }

    /// Asks for a reconciliation and waits until whoever runs has carried it out.
    private static void awaitHandled(Sandbox sandbox, WorkingCopy copy, String token) {
        var view = new ClusterView(sandbox.cluster().client());
        String patch =
                "{\"metadata\":{\"annotations\":{\"reconcile.fluxcd.io/requestedAt\":\""
                        + token
                        + "\"}}}";
        view.resource(SOURCES, "GitRepository", Declarations.NAMESPACE, NAME)
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
        view.resource(UNITS, "Kustomization", Declarations.NAMESPACE, NAME)
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
        Patience.until(
                System.nanoTime(),
                LIMIT,
                () -> isHandled(unit(view), token, copy.revision()),
                () -> token + ": " + unit(view).path("status"));
    }

    private static JsonNode unit(ClusterView view) {
        return view.get(UNITS, "Kustomization", Declarations.NAMESPACE, NAME).orElseThrow();
    }

    private static boolean isHandled(JsonNode unit, String token, String revision) {
        for (JsonNode condition : unit.at("/status/conditions")) {
            if (condition.path("type").asText().equals("Ready")
                    && !condition.path("status").asText().equals("True")) {
                return false;
            }
        }
        return unit.at("/status/lastHandledReconcileAt").asText().equals(token)
                && unit.at("/status/lastAppliedRevision").asText().equals(revision);
    }

    private static void stop(Sandbox sandbox) {
        for (Service service : Service.values()) {
            sandbox.service(service).stop();
        }
    }

    private static void start(Sandbox sandbox) {
        for (Service service : Service.values()) {
            sandbox.service(service).launch();
        }
        for (Service service : Service.values()) {
            ServiceProcess process = sandbox.service(service);
            process.awaitReady();
        }
        sandbox.recordProcesses();
    }

    private static SandboxOptions options(Path folder, boolean stamps) {
        Path home = Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());
        return SandboxOptions.of(home)
                .in(folder)
                .withAuditLog()
                .withEnvironment(
                        Service.APPLIER, "SLUICE_APPLIER_STAMPS", Boolean.toString(stamps));
    }

    private static String objects(String value) {
        try (InputStream in =
                Objects.requireNonNull(
                        TakeoverIT.class.getResourceAsStream("objects.yaml"), "objects.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("THE-VALUE", value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
