package io.sluice.sandbox.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/// What the API server needs before its first start: the administrator's token and the key that
/// signs the tokens of service accounts.
record Credentials(String administratorToken, Path tokenFile, Path signingKey) {

    static Credentials createIn(Path directory) {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String token = HexFormat.of().formatHex(random);
        try {
            Path tokens = directory.resolve("tokens.csv");
            Files.writeString(tokens, token + ",admin,admin,system:masters\n");
            Path key = directory.resolve("service-account.key");
            Files.writeString(key, rsaKey());
            return new Credentials(token, tokens, key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "Credentials[" + tokenFile + "]";
    }

    private static String rsaKey() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            byte[] encoded = generator.generateKeyPair().getPrivate().getEncoded();
            byte[] lineEnd = {'\n'};
            return "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(64, lineEnd).encodeToString(encoded)
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
