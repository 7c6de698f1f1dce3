package io.sluice.renderer.desiredstate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 digests as they are written everywhere: `sha256:<hex>`.
public final class Sha256 {

    private static final String PREFIX = "sha256:";

    private Sha256() {}

    /// A fresh digest to be fed.
    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /// The digest of bytes, `sha256:<hex>`.
    public static String of(byte[] bytes) {
        return PREFIX + hex(newDigest().digest(bytes));
    }

    /// The digest of a text in UTF-8, `sha256:<hex>`.
    public static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /// A finished digest in hex, without the prefix.
    public static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    /// A finished digest, `sha256:<hex>`.
    public static String text(byte[] digest) {
        return PREFIX + hex(digest);
    }
}
