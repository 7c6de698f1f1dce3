package io.sluice.applier.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.events.wire.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

final class KubeconfigSecretTest {

    @Test
    void the_entry_is_value_and_else_value_yaml() {
        ObjectNode secret = secret();
        put(secret, "value.yaml", "second");

        assertThat(KubeconfigSecret.of(secret, null)).get().matches(s -> s.text().equals("second"));

        put(secret, "value", "first");

        assertThat(KubeconfigSecret.of(secret, null)).get().matches(s -> s.text().equals("first"));
    }

    @Test
    void a_named_entry_is_the_only_one_that_counts() {
        ObjectNode secret = secret();
        put(secret, "value", "first");
        put(secret, "mine", "named");

        assertThat(KubeconfigSecret.of(secret, "mine"))
                .get()
                .matches(s -> s.text().equals("named"));
        assertThat(KubeconfigSecret.of(secret, "missing")).isEmpty();
    }

    @Test
    void another_resource_version_or_uid_is_another_secret() {
        ObjectNode secret = secret();
        put(secret, "value", "first");
        KubeconfigSecret before = KubeconfigSecret.of(secret, null).orElseThrow();
        secret.withObjectProperty("metadata").put("resourceVersion", "8");
        KubeconfigSecret after = KubeconfigSecret.of(secret, null).orElseThrow();

        assertThat(before.isSameVersion(before)).isTrue();
        assertThat(before.isSameVersion(after)).isFalse();
        assertThat(after.toString()).isEqualTo("Secret apps/remote (value)");
    }

    private static ObjectNode secret() {
        ObjectNode secret = EventJson.mapper().createObjectNode();
        secret.putObject("metadata")
                .put("namespace", "apps")
                .put("name", "remote")
                .put("uid", "u")
                .put("resourceVersion", "7");
        secret.putObject("data");
        return secret;
    }

    private static void put(ObjectNode secret, String key, String text) {
        secret.withObjectProperty("data")
                .put(
                        key,
                        Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }
}
