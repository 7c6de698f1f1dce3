package io.sluice.sourcewatcher.git;

import io.sluice.api.source.SourceReasons;
import io.sluice.sourcewatcher.source.CheckFailedException;
import io.sluice.sourcewatcher.source.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What a Secret says about how to speak with a server.
///
/// @param username for basic authentication
/// @param password for basic authentication
/// @param bearerToken instead of them
/// @param authority certificates to trust, PEM
/// @param fingerprint tells different credentials apart
record Credentials(
        @Nullable String username,
        @Nullable String password,
        @Nullable String bearerToken,
        @Nullable String authority,
        String fingerprint) {

    static final Credentials NONE = new Credentials(null, null, null, null, "");

    /// Reads the Secret of a source.
    ///
    /// @param name of the Secret; null for none
    static Credentials read(Secrets secrets, String namespace, @Nullable String name)
            throws CheckFailedException {
        if (name == null) {
            return NONE;
        }
        SortedMap<String, byte[]> data =
                secrets.read(namespace, name)
                        .orElseThrow(
                                () ->
                                        failure(
                                                "the Secret %s/%s of spec.secretRef does not exist"
                                                        .formatted(namespace, name)));
        if (data.containsKey("tls.crt") || data.containsKey("tls.key")) {
            throw failure(
                    "the Secret %s/%s has tls.crt or tls.key: client certificates are not supported yet; use username and password, or bearerToken"
                            .formatted(namespace, name));
        }
        String username = text(data, "username");
        String password = text(data, "password");
        String token = text(data, "bearerToken");
        if ((username == null) != (password == null)) {
            throw failure(
                    "the Secret %s/%s has only one of username and password; it must have both"
                            .formatted(namespace, name));
        }
        String authority = text(data, data.containsKey("ca.crt") ? "ca.crt" : "caFile");
        return new Credentials(username, password, token, authority, fingerprint(data));
    }

    private static CheckFailedException failure(String message) {
        return new CheckFailedException(
                SourceReasons.AUTHENTICATION_FAILED, message, "FetchFailed", false);
    }

    private static @Nullable String text(SortedMap<String, byte[]> data, String key) {
        byte[] value = data.get(key);
        return value == null ? null : new String(value, StandardCharsets.UTF_8).strip();
    }

    private static String fingerprint(SortedMap<String, byte[]> data) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            data.forEach(
                    (key, value) -> {
                        digest.update(
                                (key + " " + value.length + " ").getBytes(StandardCharsets.UTF_8));
                        digest.update(value);
                    });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /// A text without anything secret in it.
    String hide(String text) {
        String hidden = text.replaceAll("://[^/@\\s]*@", "://");
        for (String secret : new String[] {password, bearerToken}) {
            if (secret != null && !secret.isEmpty()) {
                hidden = hidden.replace(secret, "***");
            }
        }
        return hidden;
    }

    @Override
    public String toString() {
        return "Credentials[hidden]";
    }
}
