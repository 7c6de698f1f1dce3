package io.sluice.applier.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.applier.drift.Baseline;
import io.sluice.applier.drift.Seen;
import io.sluice.applier.drift.SeenReader;
import io.sluice.events.ObjectId;
import io.sluice.events.ResourceKey;
import io.sluice.events.wire.EventJson;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PlannerTest {

    private static final ResourceKey UNIT = new ResourceKey("Kustomization", "flux", "app");
    private static final Seen.Stamp FRESH = new Seen.Stamp("main@sha1:2", "d1");

    private final Planner planner = new Planner(UNIT, "main@sha1:2", true);

    @Test
    void what_is_not_there_is_applied_with_stamps() {
        var step = plan(desired("{}"), Optional.empty(), Optional.empty());

        assertThat(step).isEqualTo(new Step.Apply(desired("{}"), FRESH));
    }

    @Test
    void what_carries_our_stamp_and_is_all_ours_is_adopted_without_a_request() {
        var live = live("d1", true);

        var step = plan(desired("{}"), Optional.of(live), Optional.empty());

        assertThat(step).isEqualTo(new Step.Keep(live.id(), Baseline.of("d1", live)));
    }

    @Test
    void what_carries_our_stamp_but_lost_a_field_is_applied_and_keeps_its_stamp() {
        var step = plan(desired("{}"), Optional.of(live("d1", false)), Optional.empty());

        assertThat(step)
                .isEqualTo(new Step.Apply(desired("{}"), new Seen.Stamp("main@sha1:1", "d1")));
    }

    @Test
    void what_changed_in_git_is_applied_with_new_stamps() {
        var step = plan(desired("{}"), Optional.of(live("d0", true)), Optional.empty());

        assertThat(step).isEqualTo(new Step.Apply(desired("{}"), FRESH));
    }

    @Test
    void what_flux_applied_is_applied_once_without_stamps() {
        var step = plan(desired("{}"), Optional.of(live("", true)), Optional.empty());

        assertThat(step).isEqualTo(new Step.Apply(desired("{}"), Seen.Stamp.NONE));
    }

    @Test
    void what_flux_applied_is_stamped_when_its_content_changes() {
        var live = live("", true);

        var step = plan(desired("{}"), Optional.of(live), Optional.of(Baseline.of("d0", live)));

        assertThat(step).isEqualTo(new Step.Apply(desired("{}"), FRESH));
    }

    @Test
    void what_is_as_we_wrote_it_is_kept() {
        var live = live("d1", true);
        var baseline = Baseline.of("d1", live);

        assertThat(plan(desired("{}"), Optional.of(live), Optional.of(baseline)))
                .isEqualTo(new Step.Keep(live.id(), baseline));
    }

    @Test
    void what_is_another_object_of_the_name_is_applied() {
        var live = live("d1", true);
        var other = Baseline.of("d1", live);
        var baseline =
                new Baseline(
                        "d1", "other", "1", live.fingerprint(), other.stamp(), other.authors());

        assertThat(plan(desired("{}"), Optional.of(live), Optional.of(baseline)))
                .isInstanceOf(Step.Apply.class);
    }

    @Test
    void what_says_so_is_left_alone() {
        assertThat(
                        plan(
                                desired("{\"kustomize.toolkit.fluxcd.io/reconcile\":\"disabled\"}"),
                                Optional.empty(),
                                Optional.empty()))
                .isInstanceOf(Step.Skip.class);
        assertThat(
                        plan(
                                desired("{\"kustomize.toolkit.fluxcd.io/ssa\":\"Ignore\"}"),
                                Optional.empty(),
                                Optional.empty()))
                .isInstanceOf(Step.Skip.class);
    }

    @Test
    void what_is_only_to_be_there_is_only_created() {
        var object = desired("{\"kustomize.toolkit.fluxcd.io/ssa\":\"IfNotPresent\"}");

        assertThat(plan(object, Optional.empty(), Optional.empty()))
                .isInstanceOf(Step.Create.class);
        assertThat(plan(object, Optional.of(live("d0", true)), Optional.empty()))
                .isInstanceOfSatisfying(
                        Step.Skip.class, skip -> assertThat(skip.baseline()).isPresent());
    }

    @Test
    void the_flux_controllers_we_stand_in_for_are_left_alone() {
        var id = new ObjectId("apps/v1", "Deployment", "flux-system", "kustomize-controller");

        assertThat(Planner.isSuperseded(id, "flux")).isTrue();
        assertThat(Planner.isSuperseded(id, "")).isFalse();
        assertThat(
                        Planner.isSuperseded(
                                new ObjectId(
                                        "apps/v1", "Deployment", "flux-system", "helm-controller"),
                                "flux"))
                .isFalse();
    }

    private Step plan(DesiredObject object, Optional<Seen> live, Optional<Baseline> baseline) {
        return planner.plan(
                object,
                new Planner.View() {
                    @Override
                    public Optional<Seen> live(ObjectId id) {
                        return live;
                    }

                    @Override
                    public Optional<Baseline> baseline(ObjectId id) {
                        return baseline;
                    }
                });
    }

    private static DesiredObject desired(String annotations) {
        JsonNode body =
                json(
                        """
                        {"apiVersion":"v1","kind":"ConfigMap",
                         "metadata":{"name":"a","namespace":"n","annotations":%s},
                         "data":{"x":"1","y":"2"}}"""
                                .formatted(annotations));
        return new DesiredObject(
                SeenReader.idOf(body), "d1", null, false, Preparation.prepare(body, UNIT));
    }

    private static Seen live(String stamp, boolean whole) {
        String fields =
                """
                {"f:metadata":{"f:annotations":{},"f:labels":{
                    "f:kustomize.toolkit.fluxcd.io/name":{},
                    "f:kustomize.toolkit.fluxcd.io/namespace":{}}},
                 "f:data":{"f:x":{}%s}}"""
                        .formatted(whole ? ",\"f:y\":{}" : "");
        ObjectNode object =
                (ObjectNode)
                        json(
                                """
                                {"apiVersion":"v1","kind":"ConfigMap",
                                 "metadata":{"name":"a","namespace":"n","uid":"u","resourceVersion":"7",
                                  "labels":{"kustomize.toolkit.fluxcd.io/name":"app",
                                            "kustomize.toolkit.fluxcd.io/namespace":"flux"},
                                  "managedFields":[{"manager":"kustomize-controller",
                                    "operation":"Apply","fieldsV1":%s}]},
                                 "data":{"x":"1","y":"2"}}"""
                                        .formatted(fields));
        if (!stamp.isEmpty()) {
            object.withObjectProperty("metadata")
                    .withObjectProperty("annotations")
                    .put(SeenReader.DIGEST_STAMP, stamp)
                    .put(SeenReader.REVISION_STAMP, "main@sha1:1");
        }
        return SeenReader.read(object);
    }

    private static JsonNode json(String text) {
        try {
            return EventJson.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
