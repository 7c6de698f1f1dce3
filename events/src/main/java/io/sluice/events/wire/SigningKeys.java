package io.sluice.events.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs records, so that who can write to a topic does not thereby own the cluster.
///
/// @param currentId the key that signs
/// @param keys all keys that are accepted, by id (two while one replaces the other)
public record SigningKeys(String currentId, SortedMap<String, byte[]> keys) {

    private static final String ALGORITHM = "HmacSHA256";

    public SigningKeys {
        keys = new TreeMap<>(keys);
        if (!keys.containsKey(currentId)) {
            throw new IllegalArgumentException("no signing key has the id " + currentId);
        }
    }

    /// The value of the signature header over these parts, each length-prefixed in its order.
    public String sign(List<byte[]> parts) {
        return currentId + ":" + HexFormat.of().formatHex(mac(keyOf(currentId), parts));
    }

    /// Whether a signature header is right for these parts, under any accepted key.
    public boolean verify(String header, List<byte[]> parts) {
        int colon = header.indexOf(':');
        if (colon < 0 || !keys.containsKey(header.substring(0, colon))) {
            return false;
        }
        byte[] expected = mac(keyOf(header.substring(0, colon)), parts);
        byte[] given = header.substring(colon + 1).getBytes(StandardCharsets.US_ASCII);
        byte[] wanted = HexFormat.of().formatHex(expected).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(given, wanted);
    }

    private byte[] keyOf(String id) {
        byte[] key = keys.get(id);
        if (key == null) {
            throw new IllegalArgumentException("no signing key has the id " + id);
        }
        return key;
    }

    private static byte[] mac(byte[] key, List<byte[]> parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            for (byte[] part : parts) {
                mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        }
    }

    /// The key ids only.
    @Override
    public String toString() {
        return "SigningKeys" + keys.keySet();
    }
}
