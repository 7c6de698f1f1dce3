package io.sluice.events.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.events.Samples;
import io.sluice.events.SealedBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SealerTest {

    private static final byte[] BODY =
            "{\"data\":{\"password\":\"c2VjcmV0\"}}".getBytes(StandardCharsets.UTF_8);

    private final Sealer sealer = sealer(Samples.CLUSTER, "a", 1);

    @Test
    void what_is_sealed_opens_and_is_not_readable() throws IOException {
        String digest = sealer.digest(BODY);
        SealedBody sealed = sealer.seal(Samples.unit("web"), digest, BODY);
        assertThat(sealer.open(Samples.unit("web"), digest, sealed).at("/data/password").asText())
                .isEqualTo("c2VjcmV0");
        assertThat(sealed.data()).doesNotContain("c2VjcmV0");
        assertThat(sealed.toString()).isEqualTo("sealed with a");
        assertThat(sealer.seal(Samples.unit("web"), digest, BODY)).isNotEqualTo(sealed);
    }

    @Test
    void it_opens_only_for_its_unit_digest_cluster_and_key() {
        String digest = sealer.digest(BODY);
        SealedBody sealed = sealer.seal(Samples.unit("web"), digest, BODY);
        assertThatThrownBy(() -> sealer.open(Samples.unit("wiki"), digest, sealed))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Kustomization/apps/wiki");
        assertThatThrownBy(() -> sealer.open(Samples.unit("web"), "other", sealed))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> sealer("other", "a", 1).open(Samples.unit("web"), digest, sealed))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(
                        () ->
                                sealer(Samples.CLUSTER, "b", 1)
                                        .open(Samples.unit("web"), digest, sealed))
                .hasMessageContaining("key a");
    }

    @Test
    void the_digest_is_the_same_for_the_same_body_and_cannot_be_guessed_without_the_key() {
        assertThat(sealer.digest(BODY)).isEqualTo(sealer.digest(BODY)).startsWith("hmac-sha256:");
        assertThat(sealer(Samples.CLUSTER, "a", 2).digest(BODY)).isNotEqualTo(sealer.digest(BODY));
    }

    private static Sealer sealer(String cluster, String id, int fill) {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, (byte) fill);
        return new Sealer(cluster, id, new TreeMap<>(Map.of(id, key)), new SecureRandom());
    }
}
