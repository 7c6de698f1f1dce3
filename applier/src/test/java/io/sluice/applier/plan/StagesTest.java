package io.sluice.applier.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.events.ObjectId;
import io.sluice.events.wire.EventJson;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StagesTest {

    @Test
    void stages_and_waves_follow_the_order_of_kinds() {
        var objects =
                List.of(
                        object("apps/v1", "Deployment", "web"),
                        object("v1", "ConfigMap", "b"),
                        object("storage.k8s.io/v1", "StorageClass", "fast"),
                        object("v1", "ConfigMap", "a"),
                        object("v1", "Namespace", "n"),
                        object("example.com/v1", "Thing", "t"),
                        object(
                                "admissionregistration.k8s.io/v1",
                                "ValidatingWebhookConfiguration",
                                "v"));

        assertThat(names(Stages.USUAL.of(objects)))
                .containsExactly(
                        List.of(List.of("n")),
                        List.of(List.of("fast")),
                        List.of(),
                        List.of(List.of("a", "b"), List.of("web"), List.of("t"), List.of("v")));
    }

    @Test
    void kinds_of_the_operators_choice_come_before_the_rest() {
        var stages = Stages.with(List.of("example.com/Thing", " /ConfigMap", "Secret"));

        assertThat(
                        names(
                                stages.of(
                                        List.of(
                                                object("v1", "Service", "s"),
                                                object("other.io/v1", "Thing", "other"),
                                                object("v1", "ConfigMap", "c"),
                                                object("example.com/v2", "Thing", "t")))))
                .containsExactly(
                        List.of(),
                        List.of(),
                        List.of(List.of("c"), List.of("t")),
                        List.of(List.of("s"), List.of("other")));
    }

    @Test
    void an_entry_that_names_no_kind_is_refused_with_what_to_write() {
        assertThatThrownBy(() -> Stages.with(List.of("cert-manager.io/v1/Issuer")))
                .hasMessageContaining("cert-manager.io/v1/Issuer")
                .hasMessageContaining("group/Kind");
    }

    private static List<List<List<String>>> names(List<List<List<DesiredObject>>> stages) {
        return stages.stream()
                .map(
                        stage ->
                                stage.stream()
                                        .map(wave -> wave.stream().map(o -> o.id().name()).toList())
                                        .toList())
                .toList();
    }

    private static DesiredObject object(String apiVersion, String kind, String name) {
        return new DesiredObject(
                new ObjectId(apiVersion, kind, "", name),
                "d",
                null,
                false,
                EventJson.mapper().createObjectNode());
    }
}
