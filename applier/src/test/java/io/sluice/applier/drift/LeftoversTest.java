package io.sluice.applier.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.events.wire.EventJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LeftoversTest {

    @ParameterizedTest
    @CsvSource({
        "kubectl, Apply, '', true",
        "kubectl-client-side-apply, Update, '', true",
        "kubectl-edit, Update, '', true",
        "kubectl, Update, scale, false",
        "before-first-apply, Update, '', true",
        "before-first-apply, Apply, '', false",
        "kustomize-controller, Update, '', true",
        "kustomize-controller, Apply, '', false",
        "flux-client-side-apply, Update, '', false",
        "kube-controller-manager, Update, '', false",
        "old-tool-v2, Update, '', true",
        "old-tool, Apply, '', true"
    })
    void managers_of_old_are_taken_over(
            String manager, String operation, String subresource, boolean taken) {
        var leftovers = new Leftovers(List.of("old-tool"));
        JsonNode object = object("{}", entry(manager, operation, subresource, "{\"f:data\":{}}"));

        assertThat(leftovers.isAmong(Leftovers.traces(object.path("metadata")))).isEqualTo(taken);
        assertThat(leftovers.patch(object).isPresent()).isEqualTo(taken);
    }

    @Test
    void their_fields_become_ours_and_other_managers_stay() {
        JsonNode object =
                object(
                        "{}",
                        entry("kustomize-controller", "Apply", "", "{\"f:data\":{\"f:a\":{}}}"),
                        entry("kubectl-edit", "Update", "", "{\"f:data\":{\"f:b\":{}}}"),
                        entry("hpa", "Update", "", "{\"f:spec\":{}}"));

        var patch = Leftovers.USUAL.patch(object).orElseThrow();

        assertThat(patch.get(0))
                .hasToString(
                        "{\"op\":\"test\",\"path\":\"/metadata/resourceVersion\",\"value\":\"7\"}");
        JsonNode entries = patch.get(1).path("value");
        assertThat(entries).hasSize(2);
        assertThat(entries.get(0).path("manager").asText()).isEqualTo("hpa");
        assertThat(entries.get(1).path("manager").asText()).isEqualTo("kustomize-controller");
        assertThat(entries.get(1).path("operation").asText()).isEqualTo("Apply");
        assertThat(entries.get(1).path("fieldsV1"))
                .hasToString("{\"f:data\":{\"f:a\":{},\"f:b\":{}}}");
    }

    @Test
    void what_kubectl_wrote_down_for_itself_goes() {
        JsonNode object =
                object("{\"kubectl.kubernetes.io/last-applied-configuration\":\"{}\",\"a\":\"1\"}");

        assertThat(Leftovers.USUAL.isAmong(Leftovers.traces(object.path("metadata")))).isTrue();
        assertThat(Leftovers.USUAL.patch(object).orElseThrow().get(1))
                .hasToString(
                        "{\"op\":\"remove\",\"path\":"
                                + "\"/metadata/annotations/kubectl.kubernetes.io~1last-applied-configuration\"}");
    }

    private static String entry(
            String manager, String operation, String subresource, String fields) {
        return "{\"manager\":\"%s\",\"operation\":\"%s\",\"subresource\":\"%s\",\"fieldsV1\":%s}"
                .formatted(manager, operation, subresource, fields);
    }

    private static JsonNode object(String annotations, String... entries) {
        try {
            return EventJson.mapper()
                    .readTree(
                            "{\"metadata\":{\"resourceVersion\":\"7\",\"annotations\":%s,\"managedFields\":[%s]}}"
                                    .formatted(annotations, String.join(",", entries)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
