package io.sluice.applier.drift;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;

/// Turns a JSON value into a number that tells it from others, whatever the order of its keys.
final class Digests {

    private Digests() {}

    /// 64 bits of the value's SHA-256.
    static long of(JsonNode value) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            update(digest, value);
            return ByteBuffer.wrap(digest.digest()).getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static void update(MessageDigest digest, JsonNode value) {
        if (value.isObject()) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            value.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
            digest.update((byte) '{');
            sorted.forEach(
                    (key, child) -> {
                        text(digest, 'k', key);
                        update(digest, child);
                    });
            digest.update((byte) '}');
        } else if (value.isArray()) {
            digest.update((byte) '[');
            value.forEach(child -> update(digest, child));
            digest.update((byte) ']');
        } else if (value.isNumber()) {
            text(digest, 'n', value.decimalValue().stripTrailingZeros().toPlainString());
        } else {
            text(digest, value.isTextual() ? 's' : 'x', value.asText());
        }
    }

    private static void text(MessageDigest digest, char type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((byte) type);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }
}
