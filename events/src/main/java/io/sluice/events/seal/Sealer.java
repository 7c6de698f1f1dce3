package io.sluice.events.seal;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.events.ResourceKey;
import io.sluice.events.SealedBody;
import io.sluice.events.wire.EventJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals and opens the bodies of secrets: AES-256-GCM, bound to cluster, unit and digest.
///
/// The digest of a sealed object is an HMAC under the same ring, so that a guess of a short secret
/// cannot be checked against the log.
public final class Sealer {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final String clusterUid;
    private final String currentId;
    private final SortedMap<String, byte[]> keys;
    private final SecureRandom random;

    /// A sealer with a ring of 32-byte keys.
    ///
    /// @param clusterUid bodies sealed for another cluster do not open
    /// @param currentId the key that seals; every key opens
    /// @throws IllegalArgumentException if the ring lacks the current key
    public Sealer(
            String clusterUid,
            String currentId,
            SortedMap<String, byte[]> keys,
            SecureRandom random) {
        if (!keys.containsKey(currentId)) {
            throw new IllegalArgumentException("no sealing key has the id " + currentId);
        }
        this.clusterUid = clusterUid;
        this.currentId = currentId;
        this.keys = new TreeMap<>(keys);
        this.random = random;
    }

    /// The digest of a secret body, `hmac-sha256:<hex>`; the same body has the same digest.
    public String digest(byte[] canonicalJson) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key(currentId), "HmacSHA256"));
            return "hmac-sha256:" + HexFormat.of().formatHex(mac.doFinal(canonicalJson));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }

    /// Seals a body.
    public SealedBody seal(ResourceKey unit, String digest, byte[] canonicalJson) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, currentId, nonce, unit, digest);
            byte[] sealed = cipher.doFinal(canonicalJson);
            byte[] data = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, data, NONCE_BYTES, sealed.length);
            return new SealedBody(currentId, Base64.getEncoder().encodeToString(data));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has AES/GCM", impossible);
        }
    }

    /// Opens a body.
    ///
    /// @throws IOException if it was sealed with a key we do not hold, for another cluster, unit or
    ///     digest, or was tampered with; the message never holds the body
    public JsonNode open(ResourceKey unit, String digest, SealedBody body) throws IOException {
        if (!keys.containsKey(body.keyId())) {
            throw new IOException("sealed with the key " + body.keyId() + ", which is not held");
        }
        try {
            byte[] data = Base64.getDecoder().decode(body.data());
            byte[] nonce = Arrays.copyOf(data, NONCE_BYTES);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, body.keyId(), nonce, unit, digest);
            byte[] json = cipher.doFinal(data, NONCE_BYTES, data.length - NONCE_BYTES);
            return EventJson.mapper().readTree(json);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("a sealed body of " + unit + " does not open", e);
        }
    }

    private Cipher cipher(int mode, String keyId, byte[] nonce, ResourceKey unit, String digest)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode, new SecretKeySpec(key(keyId), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        String associated = clusterUid + "\n" + unit + "\n" + digest;
        cipher.updateAAD(associated.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private byte[] key(String id) {
        byte[] key = keys.get(id);
        if (key == null) {
            throw new IllegalArgumentException("no sealing key has the id " + id);
        }
        return key;
    }
}
