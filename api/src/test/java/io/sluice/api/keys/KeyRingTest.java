package io.sluice.api.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class KeyRingTest {
    private static final byte[] KEY =
            "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    private static final RandomGenerator RANDOM = RandomGenerator.of("L64X128MixRandom");

    @Test
    void a_new_ring_survives_the_secret() {
        var ring = KeyRing.generate(RANDOM);

        var read = KeyRing.fromSecretData(ring.toSecretData());

        assertThat(read.currentId()).isEqualTo(ring.currentId());
        assertThat(read.toSecretData()).isEqualTo(ring.toSecretData());
        assertThat(read.keys().get(read.currentId())).hasSize(KeyRing.KEY_LENGTH);
    }

    @Test
    void two_new_rings_differ_in_id_and_key() {
        var one = KeyRing.generate(RANDOM);
        var two = KeyRing.generate(RANDOM);

        assertThat(one.currentId()).isNotEqualTo(two.currentId());
        assertThat(one.keys().values()).doesNotContainAnyElementsOf(two.keys().values());
    }

    @Test
    void reads_two_keys_and_ignores_other_entries() {
        var ring =
                KeyRing.fromSecretData(
                        Map.of(
                                "current", base64("new\n"),
                                "key.new", base64(KEY),
                                "key.old", base64(KEY),
                                "note", base64("rotated")));

        assertThat(ring.currentId()).isEqualTo("new");
        assertThat(ring.keys().keySet()).containsExactly("new", "old");
    }

    @Test
    void refuses_what_is_no_ring_and_says_what_is_wrong() {
        refuses(Map.of(), "no entry 'current'");
        refuses(Map.of("current", base64("a")), "no 'key.a'");
        refuses(Map.of("current", base64("a"), "key.a", "%"), "'key.a' is not Base64");
        refuses(Map.of("current", base64("a"), "key.a", base64("short")), "'key.a' has 5 bytes");
        var three = new TreeMap<String, String>();
        three.put("current", base64("a"));
        three.put("key.a", base64(KEY));
        three.put("key.b", base64(KEY));
        three.put("key.c", base64(KEY));
        refuses(three, "there are 3 keys");
    }

    @Test
    void prints_no_key_material() {
        var data = Map.of("current", base64("a"), "key.a", base64(KEY));

        assertThat(KeyRing.fromSecretData(data)).hasToString("KeyRing[current=a, accepted=[a]]");
    }

    private static void refuses(Map<String, String> data, String complaint) {
        assertThatThrownBy(() -> KeyRing.fromSecretData(data))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(complaint);
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
