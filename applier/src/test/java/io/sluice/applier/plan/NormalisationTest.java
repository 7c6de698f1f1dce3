package io.sluice.applier.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.events.wire.EventJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NormalisationTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v1|Service|{'ports':[{'port':1}]}",
                "v1|Pod|{'containers':[{'ports':[{'port':1}]}]}",
                "apps/v1|Deployment|{'template':{'spec':{'containers':[{'ports':[{'port':1}]}]}}}",
                "batch/v1|CronJob|{'jobTemplate':{'spec':{'template':{'spec':"
                        + "{'containers':[{'ports':[{'port':1}]}]}}}}}"
            })
    void a_port_without_a_protocol_gets_tcp(String apiVersion, String kind, String spec) {
        ObjectNode object = object(apiVersion, kind, spec.replace('\'', '"'));

        Normalisation.apply(object);

        assertThat(object.toString()).contains("{\"port\":1,\"protocol\":\"TCP\"}");
    }

    @Test
    void a_protocol_that_is_there_stays() {
        ObjectNode object = object("v1", "Service", "{\"ports\":[{\"protocol\":\"UDP\"}]}");

        Normalisation.apply(object);

        assertThat(object.at("/spec/ports/0/protocol").asText()).isEqualTo("UDP");
    }

    @Test
    void nulls_go_from_built_in_kinds_and_stay_in_others() {
        ObjectNode deployment = object("apps/v1", "Deployment", "{\"replicas\":null}");
        ObjectNode custom = object("example.com/v1", "Thing", "{\"size\":null}");

        Normalisation.apply(deployment);
        Normalisation.apply(custom);

        assertThat(deployment.path("spec")).isEmpty();
        assertThat(custom.path("spec").has("size")).isTrue();
    }

    @Test
    void roles_are_left_as_they_are() {
        ObjectNode role = object("rbac.authorization.k8s.io/v1", "Role", "{\"x\":null}");

        Normalisation.apply(role);

        assertThat(role.path("spec").has("x")).isTrue();
    }

    @Test
    void a_placeholder_for_a_certificate_authority_goes() {
        ObjectNode placeholder = definition("Cg==");
        ObjectNode real =
                definition(
                        "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1BPT0KLS0tLS1FTkQgQ0VSVElGSUNBVEUtLS0tLQo=");

        Normalisation.apply(placeholder);
        Normalisation.apply(real);

        assertThat(placeholder.at("/spec/conversion/webhook/clientConfig")).isEmpty();
        assertThat(real.at("/spec/conversion/webhook/clientConfig/caBundle").asText()).isNotEmpty();
    }

    private static ObjectNode definition(String bundle) {
        return object(
                "apiextensions.k8s.io/v1",
                "CustomResourceDefinition",
                "{\"conversion\":{\"webhook\":{\"clientConfig\":{\"caBundle\":\"%s\"}}}}"
                        .formatted(bundle));
    }

    private static ObjectNode object(String apiVersion, String kind, String spec) {
        try {
            ObjectNode object = EventJson.mapper().createObjectNode();
            object.put("apiVersion", apiVersion).put("kind", kind);
            object.set("spec", EventJson.mapper().readTree(spec));
            return object;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
