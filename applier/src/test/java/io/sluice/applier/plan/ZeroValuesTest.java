package io.sluice.applier.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.events.wire.EventJson;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The expectations are what Flux's own normalisation (`fluxcd/pkg/ssa`) makes of these objects.
final class ZeroValuesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    "v1","kind":"Namespace"| |,"spec":{}
                    "v1","kind":"ConfigMap"| |
                    "v1","kind":"Service"|,"spec":{"ports":[{"port":80}]}|,"spec":{"ports":[{"port":80,"protocol":"TCP","targetPort":0}]}
                    "v1","kind":"Service"|,"spec":{"ports":[{"port":53,"protocol":"UDP","targetPort":"dns"}]}|,"spec":{"ports":[{"port":53,"protocol":"UDP","targetPort":"dns"}]}
                    "apps/v1","kind":"Deployment"|,"spec":{"template":{"spec":{"containers":[{"name":"a","ports":[{"containerPort":1}],"env":[{"name":"E","value":""}]}]}}}|,"spec":{"strategy":{},"template":{"metadata":{},"spec":{"containers":[{"name":"a","resources":{},"ports":[{"containerPort":1,"protocol":"TCP"}],"env":[{"name":"E"}]}]}}}
                    "apps/v1","kind":"StatefulSet"|,"spec":{"volumeClaimTemplates":[{"spec":{}}]}|,"spec":{"updateStrategy":{},"volumeClaimTemplates":[{"metadata":{},"spec":{"resources":{}},"status":{}}]}
                    "batch/v1","kind":"CronJob"|,"spec":{"jobTemplate":{"spec":{"template":{"spec":{"containers":[{"name":"a"}]}}}}}|,"spec":{"jobTemplate":{"metadata":{},"spec":{"template":{"metadata":{},"spec":{"containers":[{"name":"a","resources":{}}]}}}}}
                    "apps/v1","kind":"Deployment"|,"spec":{"strategy":{"type":"Recreate"},"template":"not an object"}|,"spec":{"strategy":{"type":"Recreate"},"template":"not an object"}
                    """)
    void are_those_of_flux(String kind, @Nullable String written, @Nullable String sent)
            throws IOException {
        ObjectNode object = object(kind, written);

        ZeroValues.fill(object);

        assertThat(object).isEqualTo(object(kind, sent));
    }

    private static ObjectNode object(String kind, @Nullable String more) throws IOException {
        String text = "{\"apiVersion\":" + kind + (more == null ? "" : more) + "}";
        return (ObjectNode) EventJson.mapper().readTree(text);
    }
}
