package io.sluice.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.events.Applied;
import io.sluice.events.ApplyFailed;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A kind and objects of it in one unit.
final class DefinitionsAndTheirObjectsIT {

    private static final AtomicInteger GROUPS = new AtomicInteger();

    private final TestBench bench = TestBench.started();
    private final String group = "things" + GROUPS.incrementAndGet() + ".example.com";

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void are_applied_in_one_go() {
        var unit = bench.declare("app");

        var request = bench.render(unit, "main@sha1:1", thing(), definition());

        var applied = bench.awaitOutcome(unit, request, Applied.class);
        assertThat(applied.changes())
                .extracting(change -> change.object().kind() + " " + change.action().word())
                .containsExactly("CustomResourceDefinition created", "Thing created");
    }

    @Test
    void an_object_is_applied_when_its_definition_appears_without_a_new_request() {
        var unit = bench.declare("app");
        var request = bench.render(unit, "main@sha1:1", thing());
        var failed = bench.awaitOutcome(unit, request, ApplyFailed.class);
        assertThat(failed.message()).contains("no matches for kind \"Thing\"");

        bench.client.resource(definition()).create();

        bench.awaitOutcome(unit, request, Applied.class);
        assertThat(bench.live(group + "/v1", "Thing", "one")).isNotNull();
    }

    @Test
    void a_definition_that_appeared_during_a_restart_is_noticed() {
        var unit = bench.declare("app");
        var request = bench.render(unit, "main@sha1:1", thing());
        bench.awaitOutcome(unit, request, ApplyFailed.class);
        bench.stop();
        bench.client.resource(definition()).create();

        bench.start();

        bench.awaitOutcome(unit, request, Applied.class);
    }

    @Test
    void objects_come_back_when_their_definition_does() {
        var unit = bench.declare("app");
        bench.client.resource(definition()).create();
        bench.awaitOutcome(unit, bench.render(unit, "main@sha1:1", thing()), Applied.class);

        bench.client.resource(definition()).delete();
        await().atMost(TestBench.SOON)
                .until(
                        () ->
                                bench.client
                                                .apiextensions()
                                                .v1()
                                                .customResourceDefinitions()
                                                .withName("things." + group)
                                                .get()
                                        == null);
        bench.client.resource(definition()).create();

        await().atMost(TestBench.SOON)
                .ignoreExceptions()
                .until(() -> bench.live(group + "/v1", "Thing", "one") != null);
    }

    private String thing() {
        return """
        apiVersion: %s/v1
        kind: Thing
        metadata: {name: one, namespace: %s}
        spec: {size: 3}
        """
                .formatted(group, bench.namespace);
    }

    private String definition() {
        return """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: things.%1$s}
        spec:
          group: %1$s
          scope: Namespaced
          names: {kind: Thing, plural: things, singular: thing}
          versions:
            - name: v1
              served: true
              storage: true
              schema:
                openAPIV3Schema:
                  type: object
                  properties:
                    spec:
                      type: object
                      properties: {size: {type: integer}}
        """
                .formatted(group);
    }
}
