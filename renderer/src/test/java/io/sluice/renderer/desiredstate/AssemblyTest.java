package io.sluice.renderer.desiredstate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.events.ObjectId;
import io.sluice.events.RenderedObject;
import io.sluice.events.ResourceKey;
import io.sluice.events.SealedBody;
import io.sluice.events.seal.Sealer;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class AssemblyTest {

    private static final ResourceKey UNIT = new ResourceKey("Kustomization", "apps", "web");
    private static final String VALUE = "hunter2";

    private final Sealer sealer =
            new Sealer("c", "k", new TreeMap<>(Map.of("k", new byte[32])), new SecureRandom());

    @Test
    void equal_objects_have_equal_digests_and_order_counts() {
        PlainObject a = object("v1", "a", "1", false);
        PlainObject b = object("v1", "b", "1", false);
        assertThat(complete(a, b).digest()).isEqualTo(complete(a, b).digest());
        assertThat(complete(a, b).digest()).isNotEqualTo(complete(b, a).digest());
        assertThat(complete(a).digest())
                .isNotEqualTo(complete(object("v1", "a", "2", false)).digest());
        assertThat(complete().objects()).isEmpty();
    }

    @Test
    void the_digest_of_a_body_is_that_of_its_canonical_json() {
        RenderedObject rendered = complete(object("v1", "a", "1", false)).objects().getFirst();
        assertThat(rendered.digest())
                .isEqualTo(
                        Sha256.of(
                                "{\"apiVersion\":\"v1\",\"data\":{\"k\":\"1\"},\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"a\"}}"));
    }

    @Test
    void a_secret_object_is_sealed_with_a_stable_digest_and_opens_for_its_unit()
            throws IOException {
        PlainObject secret = object("v1", "a", VALUE, true);
        RenderedObject first = complete(secret).objects().getFirst();
        RenderedObject second = complete(secret).objects().getFirst();
        assertThat(first.body()).isNull();
        SealedBody body = first.sealed();
        assertThat(body).isNotNull();
        assertThat(sealer.open(UNIT, first.digest(), body)).isEqualTo(secret.body());
        assertThat(first.digest()).startsWith("hmac-sha256:").isEqualTo(second.digest());
        assertThat(complete(secret).digest()).isEqualTo(complete(secret).digest());
    }

    @Test
    void no_text_form_shows_a_body() {
        PlainObject secret = object("v1", "a", VALUE, true);
        PlainObject open = object("v1", "b", VALUE, false);
        assertThat(secret + " " + open + " " + complete(secret, open)).doesNotContain(VALUE);
    }

    @Test
    void an_object_that_is_there_twice_is_refused_whatever_its_version() {
        Assembly assembly =
                Assembly.of(
                        UNIT,
                        List.of(
                                object("apps/v1", "a", "1", false),
                                object("apps/v1beta1", "a", "1", false)),
                        sealer,
                        1000);
        assertThat(assembly)
                .isInstanceOfSatisfying(
                        Assembly.Refused.class,
                        refused -> {
                            assertThat(refused.failure().reason()).isEqualTo("BuildFailed");
                            assertThat(refused.failure().message())
                                    .contains("ConfigMap/a")
                                    .contains("in dir/a.yaml:3 and in dir/a.yaml:3");
                        });
    }

    @Test
    void too_much_is_refused_naming_the_largest() {
        Assembly assembly =
                Assembly.of(
                        UNIT,
                        List.of(
                                object("v1", "small", "1", false),
                                object("v1", "large", "x".repeat(1000), false)),
                        sealer,
                        1000);
        assertThat(assembly)
                .isInstanceOfSatisfying(
                        Assembly.Refused.class,
                        refused -> {
                            assertThat(refused.failure().reason()).isEqualTo("TooLarge");
                            assertThat(refused.failure().message())
                                    .containsSubsequence(
                                            "1000 allowed",
                                            "ConfigMap/large (1082 bytes, dir/large.yaml)",
                                            "ConfigMap/small");
                        });
    }

    private Assembly.Complete complete(PlainObject... objects) {
        Assembly assembly = Assembly.of(UNIT, List.of(objects), sealer, 1 << 20);
        assertThat(assembly).isInstanceOf(Assembly.Complete.class);
        return (Assembly.Complete) assembly;
    }

    private static PlainObject object(
            String apiVersion, String name, String value, boolean secret) {
        ObjectNode body =
                CanonicalJson.parse(
                        "{\"apiVersion\":\"%s\",\"data\":{\"k\":\"%s\"},\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"%s\"}}"
                                .formatted(apiVersion, value, name));
        return new PlainObject(
                new ObjectId(apiVersion, "ConfigMap", "", name),
                body,
                "dir/" + name + ".yaml",
                3,
                secret);
    }
}
