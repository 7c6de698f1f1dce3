package io.sluice.applier.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sluice.api.meta.WellKnown;
import io.sluice.applier.unit.Declaration;
import io.sluice.applier.unit.Identity;
import io.sluice.events.ObjectChange;
import io.sluice.events.ObjectId;
import io.sluice.events.ResourceKey;
import io.sluice.events.wire.EventJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The deletion of a unit, mostly by an applier that slept: what it sees of the resource may be over.
final class RetirementTest {

    private static final ResourceKey UNIT = new ResourceKey("Kustomization", "apps", "app");

    private final PlayedCluster cluster = new PlayedCluster(this::answer);
    private boolean leased;
    private boolean waits;
    private String uid = "ours";

    @Test
    void the_objects_of_a_new_resource_of_the_name_are_not_deleted() {
        uid = "another";

        assertThatThrownBy(this::retire)
                .isInstanceOf(StoppedException.class)
                .hasMessageContaining("another one now");

        assertThat(cluster.sent()).extracting(Request::verb).doesNotContain(Request.Verb.DELETE);
    }

    @Test
    void without_a_lease_those_of_our_own_resource_are() {
        assertThat(retire())
                .extracting(ObjectChange::action)
                .containsExactly(ObjectChange.Action.DELETED);
    }

    @Test
    void with_a_lease_nobody_has_to_be_asked() {
        leased = true;

        retire();

        assertThat(cluster.sent())
                .extracting(Request::path)
                .noneMatch(path -> path.contains("kustomizations"));
    }

    @Test
    void what_does_not_terminate_is_waited_for_up_to_the_timeout() {
        leased = true;
        waits = true;

        retire();

        assertThat(cluster.now())
                .isBetween(Instant.EPOCH.plusSeconds(60), Instant.EPOCH.plusSeconds(61));
    }

    private List<ObjectChange> retire() {
        var calls = cluster.calls(UNIT.namespace());
        var live = declaration();
        return new Retirement(
                        live,
                        () -> new Cluster(calls, UNIT, new Identity.Own()),
                        new Ledger(new DeclarationWrites(calls, UNIT), Stored.of(live)),
                        new UnitMemory(),
                        _ -> {},
                        () -> leased)
                .run(cluster::now);
    }

    private Reply answer(Request request) {
        if (request.path().equals("/api/v1")) {
            return json(
                    "{'resources': [{'name': 'configmaps', 'kind': 'ConfigMap', 'namespaced': true}]}");
        }
        return request.path().contains("/kustomizations/")
                ? json("{'metadata': {'uid': '%s', 'resourceVersion': '9'}}".formatted(uid))
                : json(
                        """
                        {'apiVersion': 'v1', 'kind': 'ConfigMap', 'metadata': {
                          'name': 'a', 'namespace': 'apps', 'uid': 'a1', 'resourceVersion': '8',
                          'labels': {'kustomize.toolkit.fluxcd.io/name': 'app',
                                     'kustomize.toolkit.fluxcd.io/namespace': 'apps'}}}""");
    }

    private static Reply json(String text) {
        try {
            return new Reply.Accepted(200, EventJson.mapper().readTree(text.replace('\'', '"')));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Declaration declaration() {
        return new Declaration(
                UNIT,
                "ours",
                1,
                "1",
                new Declaration.Lifecycle(true, false, List.of(WellKnown.FINALIZER)),
                new Declaration.LiveSpec(
                        true, true, waits, Duration.ofMinutes(1), new Identity.Own(), null),
                new ResourceKey("GitRepository", "apps", "source"),
                List.of(),
                List.of(new ObjectId("v1", "ConfigMap", "apps", "a")),
                new Declaration.ReportedStatus(1, true, null));
    }
}
