package io.sluice.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.demo.CommandLine.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// What the `flux` command line reads and writes, without it: each test is the client's side of a
/// verb as release 2.9.4 has it.
@Tag("end-to-end")
@ExtendWith(GoodStatuses.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FluxContractIT {

    private static final String NAME = "contract";
    private static final Target UNIT = Target.unit(NAME);
    private static final Target SOURCE = Target.source(NAME);
    private static final String OWNER = "kustomize.toolkit.fluxcd.io/";
    private static final Map<String, String> PART_OF = Map.of("app.kubernetes.io/part-of", "flux");

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Sandbox sandbox = SharedSandbox.sandbox();
    private final KubernetesClient client = sandbox.cluster().client();
    private final CommandLine flux = new CommandLine(client);
    private WorkingCopy copy;
    private int commits;

    @BeforeAll
    void declare() {
        var url = sandbox.git().createRepository(NAME);
        Path directory = sandbox.directory().resolve("copies").resolve(NAME);
        copy = WorkingCopy.create(directory, url);
        commit();
        new Declarations(client).declare(NAME, url.toString(), "./deploy");
        flux.awaitReady(UNIT);
    }

    @AfterAll
    void close() {
        copy.close();
    }

    private String commit() {
        commits++;
        copy.write(
                "deploy/config.yaml",
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: contract, namespace: flux-system}
                data: {commits: "%d"}
                """
                        .formatted(commits));
        return copy.commitAndPush("Change " + commits);
    }

    @Test
    void reconcile_source_first_brings_a_new_commit() {
        String revision = commit();

        JsonNode source = flux.reconcile(SOURCE);
        JsonNode unit = flux.reconcile(UNIT);

        assertReady(source);
        assertThat(source.at("/status/artifact/revision").asText()).isEqualTo(revision);
        assertReady(unit);
        assertThat(unit.at("/status/lastAppliedRevision").asText()).isEqualTo(revision);
        assertThat(unit.at("/status/lastAttemptedRevision").asText()).isEqualTo(revision);
    }

    @Test
    void reconcile_unit_first_applies_what_the_source_has_and_the_source_brings_the_rest() {
        String before = flux.get(SOURCE).at("/status/artifact/revision").asText();
        String revision = commit();

        JsonNode unit = flux.reconcile(UNIT);

        assertReady(unit);
        assertThat(unit.at("/status/lastAppliedRevision").asText()).isIn(before, revision);
        assertReady(flux.reconcile(SOURCE));
        assertThat(flux.reconcile(UNIT).at("/status/lastAppliedRevision").asText())
                .isEqualTo(revision);
    }

    @Test
    void reconcile_ends_also_when_nothing_is_new() {
        JsonNode unit = flux.reconcile(UNIT);
        JsonNode source = flux.reconcile(SOURCE);

        assertThat(handled(flux.reconcile(UNIT))).isNotEqualTo(handled(unit));
        assertThat(handled(flux.reconcile(SOURCE))).isNotEqualTo(handled(source));
        assertThat(handled(flux.get(UNIT)))
                .isEqualTo(
                        flux.get(UNIT)
                                .at("/metadata/annotations")
                                .path("reconcile.fluxcd.io/requestedAt")
                                .asText());
    }

    @Test
    void resume_waits_for_the_generation_that_resumed() {
        for (Target target : List.of(UNIT, SOURCE)) {
            flux.suspend(target);
            JsonNode resumed = flux.resume(target);
            long generation = resumed.at("/metadata/generation").asLong();
            assertThat(resumed.at("/status/observedGeneration").asLong()).isEqualTo(generation);
            assertReady(resumed);
        }
    }

    @Test
    void inventory_ids_and_owner_labels_lead_from_unit_to_object_and_back() {
        JsonNode entry = flux.get(UNIT).at("/status/inventory/entries/0");

        assertThat(entry.path("id").asText()).isEqualTo("flux-system_contract__ConfigMap");
        assertThat(entry.path("v").asText()).isEqualTo("v1");
        var labels =
                client.configMaps()
                        .inNamespace("flux-system")
                        .withName(NAME)
                        .require()
                        .getMetadata()
                        .getLabels();
        assertThat(labels)
                .containsEntry(OWNER + "name", NAME)
                .containsEntry(OWNER + "namespace", "flux-system");
    }

    @Test
    void events_name_their_object_its_reason_and_the_revision() {
        String revision = commit();
        flux.reconcile(SOURCE);
        flux.reconcile(UNIT);

        Event changed = awaitEvent("Progressing", revision);
        Event finished = awaitEvent("ReconciliationSucceeded", revision);

        assertThat(changed.getMessage()).isEqualTo("ConfigMap/flux-system/contract configured");
        assertThat(finished.getMessage()).startsWith("Reconciliation finished in ");
        for (Event event : List.of(changed, finished)) {
            assertThat(event.getType()).isEqualTo("Normal");
            assertThat(event.getSource().getComponent()).isEqualTo("kustomize-controller");
            assertThat(event.getLastTimestamp()).isNotEmpty();
            assertThat(event.getInvolvedObject().getApiVersion()).isEqualTo(UNIT.apiVersion());
            assertThat(event.getInvolvedObject().getUid())
                    .isEqualTo(flux.get(UNIT).at("/metadata/uid").asText());
        }
    }

    /// By the fields that `flux events --for` selects by.
    private Event awaitEvent(String reason, String revision) {
        Supplier<List<Event>> found =
                () ->
                        client
                                .v1()
                                .events()
                                .inNamespace("flux-system")
                                .withField("involvedObject.kind", UNIT.kind())
                                .withField("involvedObject.name", UNIT.name())
                                .list()
                                .getItems()
                                .stream()
                                .filter(event -> event.getReason().equals(reason))
                                .filter(
                                        event ->
                                                revision.equals(
                                                        event.getMetadata()
                                                                .getAnnotations()
                                                                .get(OWNER + "revision")))
                                .toList();
        Patience.until(
                System.nanoTime(),
                LIMIT,
                () -> !found.get().isEmpty(),
                () -> "no event " + reason + " at " + revision);
        return found.get().getFirst();
    }

    @Test
    void controllers_are_found_by_their_label_and_their_images_have_tags() {
        List<Deployment> found = deployments();

        assertThat(found).hasSize(4);
        for (Deployment deployment : found) {
            var containers = deployment.getSpec().getTemplate().getSpec().getContainers();
            assertThat(containers).hasSize(1);
            assertThat(containers.getFirst().getName()).isEqualTo("manager");
            assertThat(containers.getFirst().getImage())
                    .startsWith(deployment.getMetadata().getName() + ":");
            assertThat(deployment.getStatus().getObservedGeneration())
                    .isEqualTo(deployment.getMetadata().getGeneration());
            assertThat(deployment.getStatus().getAvailableReplicas()).isEqualTo(1);
        }
    }

    @Test
    void logs_of_the_controllers_tell_of_the_unit_in_every_service() throws Exception {
        flux.reconcile(SOURCE);
        flux.reconcile(UNIT);

        for (Deployment deployment : deployments()) {
            List<JsonNode> lines = log(deployment);
            assertThat(lines).as(deployment.getMetadata().getName()).isNotEmpty();
            for (JsonNode line : lines) {
                assertThat(line.path("level").asText()).isIn("trace", "debug", "info", "error");
                assertThat(Instant.parse(line.path("ts").asText())).isAfter(Instant.EPOCH);
                assertThat(line.path("msg").asText()).isNotEmpty();
                assertThat(line.path("logger").asText()).isNotEmpty();
            }
            assertThat(lines)
                    .as(deployment.getMetadata().getName())
                    .anyMatch(
                            line ->
                                    line.path("controllerKind").asText().equals("Kustomization")
                                            && line.path("name").asText().equals(NAME)
                                            && line.path("namespace")
                                                    .asText()
                                                    .equals("flux-system"));
        }
    }

    private List<Deployment> deployments() {
        return client.apps()
                .deployments()
                .inNamespace(Sandbox.NAMESPACE)
                .withLabels(PART_OF)
                .list()
                .getItems();
    }

    /// Through the API server, by the labels of the Deployment's template, as `flux logs` does.
    private List<JsonNode> log(Deployment deployment) throws JsonProcessingException {
        List<Pod> pods =
                client.pods()
                        .inNamespace(Sandbox.NAMESPACE)
                        .withLabels(deployment.getSpec().getTemplate().getMetadata().getLabels())
                        .list()
                        .getItems();
        assertThat(pods).hasSize(1);
        String text =
                client.pods()
                        .inNamespace(Sandbox.NAMESPACE)
                        .withName(pods.getFirst().getMetadata().getName())
                        .getLog();
        var json = new ObjectMapper();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : text.lines().filter(each -> each.startsWith("{")).toList()) {
            lines.add(json.readTree(line));
        }
        return lines;
    }

    private static void assertReady(JsonNode live) {
        JsonNode ready = CommandLine.condition(live, "Ready").orElseThrow();
        assertThat(ready.path("status").asText()).as(ready.toString()).isEqualTo("True");
    }

    private static String handled(JsonNode live) {
        return live.at("/status/lastHandledReconcileAt").asText();
    }
}
