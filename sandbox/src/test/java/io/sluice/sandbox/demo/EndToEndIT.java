package io.sluice.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.sandbox.service.Service;
import io.sluice.sandbox.service.ServiceProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/// The demo's story, asserted, and then the failures a user must not notice.
@Tag("end-to-end")
@ExtendWith(GoodStatuses.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class EndToEndIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration RECOVERY = Duration.ofSeconds(30);
    private static final int BURST = 20;

    private final Stage stage = SharedSandbox.stage();
    private final Inventories inventories = new Inventories(stage.sandbox().cluster().client());

    @Test
    @Order(1)
    void the_story_ends_with_the_cluster_as_git_says() {
        var told = new ByteArrayOutputStream();
        try (var out = new PrintStream(told, true, StandardCharsets.UTF_8)) {
            new Story(stage, out).tell();
        } finally {
            System.out.println(told.toString(StandardCharsets.UTF_8));
        }
        assertThat(stage.differences(stage.homelab().units())).isEmpty();
        assertNothingOutsideInventories();
    }

    @Test
    @Order(2)
    void killed_services_lose_no_commit_of_a_burst() throws IOException {
        SortedSet<String> pushed = new TreeSet<>();
        List<Service> victims = List.of(Service.values());
        long last = System.nanoTime();
        for (int commit = 0; commit < BURST; commit++) {
            stage.homelab().bump("wiki", "3.0." + commit);
            last = stage.push("Burst " + commit);
            pushed.add(stage.copy().revision());
            if (commit % 5 == 4) {
                ServiceProcess victim = stage.sandbox().service(victims.get(commit / 5));
                victim.kill();
                victim.launch();
            }
        }
        for (Service service : victims) {
            stage.sandbox().service(service).awaitReady();
        }
        stage.sandbox().recordProcesses();
        stage.awaitConverged(last);
        assertNothingOutsideInventories();
        assertThat(announced()).containsAll(pushed);
        assertThat(appliedRevisions("Kustomization/flux-system/wiki"))
                .contains(stage.copy().revision());
    }

    @Test
    @Order(3)
    void a_broker_that_is_killed_and_restarted_changes_nothing() {
        SortedMap<String, String> before = inventories.owned();
        stage.sandbox().broker().kill();
        stage.sandbox().broker().restart();
        long back = System.nanoTime();
        stage.homelab().bump("web", "1.30.0");
        stage.push("Update the web server after the broker's restart");
        Patience.until(
                back,
                RECOVERY,
                () -> stage.differences(stage.homelab().units()).isEmpty(),
                () -> String.join("; ", stage.differences(stage.homelab().units())));
        assertSame(before, List.of("web_web_apps_Deployment"));
    }

    @Test
    @Order(4)
    void a_lost_log_is_filled_again_and_no_object_is_rewritten() {
        SortedMap<String, String> before = inventories.owned();
        stage.sandbox().broker().loseData();
        stage.sandbox().broker().restart();
        long back = System.nanoTime();
        Patience.until(
                back,
                RECOVERY,
                () -> !appliedRevisions("Kustomization/flux-system/wiki").isEmpty(),
                () -> "wiki has no outcome in the new log");
        assertSame(before, List.of());
        stage.homelab().bump("wiki", "4.0.0");
        stage.push("Update the wiki after the loss of the log");
        Patience.until(
                back,
                RECOVERY,
                () -> stage.differences(stage.homelab().units()).isEmpty(),
                () -> String.join("; ", stage.differences(stage.homelab().units())));
        assertSame(before, List.of("wiki_wiki_apps_Deployment"));
        assertNothingOutsideInventories();
    }

    @Test
    @Order(5)
    void an_api_server_that_is_away_for_a_while_loses_nothing() {
        var controlPlane = stage.sandbox().controlPlane().orElseThrow();
        controlPlane.apiServerProcess().suspend();
        stage.homelab().bump("web", "1.31.0");
        stage.copy().commitAndPush("Update the web server while the API server sleeps");
        controlPlane.apiServerProcess().resume();
        long back = System.nanoTime();
        stage.declarations().requestSource(Stage.NAME);
        stage.awaitConverged(back);
        assertNothingOutsideInventories();
    }

    private void assertNothingOutsideInventories() {
        Patience.until(
                System.nanoTime(),
                LIMIT,
                () -> inventories.entries().containsAll(inventories.owned().keySet()),
                () ->
                        "in inventories: "
                                + inventories.entries()
                                + ", ours: "
                                + inventories.owned().keySet());
    }

    private void assertSame(SortedMap<String, String> before, List<String> butFor) {
        SortedMap<String, String> after = inventories.owned();
        before.keySet().removeAll(butFor);
        after.keySet().removeAll(butFor);
        assertThat(after).isEqualTo(before);
    }

    private SortedSet<String> announced() throws IOException {
        SortedSet<String> revisions = new TreeSet<>();
        var json = new ObjectMapper();
        for (ConsumerRecord<String, byte[]> record : records("sluice.commits")) {
            if (record.value() != null && !record.key().contains("#")) {
                JsonNode body = json.readTree(record.value());
                body.path("commits")
                        .forEach(each -> revisions.add("main@sha1:" + each.path("id").asText()));
            }
        }
        return revisions;
    }

    private List<String> appliedRevisions(String unit) {
        List<String> revisions = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records("sluice.outcomes")) {
            if (record.key().equals(unit + "#apply") && record.value() != null) {
                var header = record.headers().lastHeader("sluice_revision");
                if (header != null) {
                    revisions.add(new String(header.value(), StandardCharsets.UTF_8));
                }
            }
        }
        return revisions;
    }

    private List<ConsumerRecord<String, byte[]>> records(String topic) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        Properties properties = new Properties();
        properties.put("bootstrap.servers", stage.sandbox().broker().bootstrapServers());
        properties.put("allow.auto.create.topics", "false");
        try (var consumer =
                new KafkaConsumer<>(
                        properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> places = new ArrayList<>();
            for (int partition = 0; partition < 12; partition++) {
                places.add(new TopicPartition(topic, partition));
            }
            if (!consumer.listTopics().containsKey(topic)) {
                return found;
            }
            consumer.assign(places);
            consumer.seekToBeginning(places);
            var ends = consumer.endOffsets(places);
            while (places.stream()
                    .anyMatch(place -> consumer.position(place) < ends.getOrDefault(place, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
        }
        return found;
    }
}
