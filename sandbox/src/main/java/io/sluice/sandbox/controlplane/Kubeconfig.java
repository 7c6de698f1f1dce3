package io.sluice.sandbox.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

/// A kubeconfig of one account: the server, whom to trust, and a token.
///
/// @param authority PEM certificates of the server's authority; empty trusts any server
record Kubeconfig(URI server, String authority, String user, String token) {

    /// Writes the file, readable by its owner only.
    Path writeTo(Path file) {
        String text =
                """
                apiVersion: v1
                kind: Config
                current-context: sandbox
                clusters:
                - name: sandbox
                  cluster:
                    server: %s
                    %s
                users:
                - name: "%s"
                  user:
                    token: "%s"
                contexts:
                - name: sandbox
                  context:
                    cluster: sandbox
                    user: "%s"
                """
                        .formatted(server, trust(), user, token, user);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path draft =
                    Files.createTempFile(
                            file.toAbsolutePath().getParent(),
                            ".kubeconfig",
                            "",
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")));
            Files.writeString(draft, text);
            return Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "Kubeconfig[" + server + ", " + user + "]";
    }

    private String trust() {
        return authority.isEmpty()
                ? "insecure-skip-tls-verify: true"
                : "certificate-authority-data: "
                        + Base64.getEncoder()
                                .encodeToString(authority.getBytes(StandardCharsets.UTF_8));
    }
}
