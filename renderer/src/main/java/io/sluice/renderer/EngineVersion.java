package io.sluice.renderer;

import io.sluice.kustomize.Kustomize;
import io.sluice.renderer.answers.Rendering;
import io.sluice.renderer.desiredstate.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// Names the code that renders, down to its bytes: with another build of it every unit is built
/// once more, and nobody has to remember to raise a number.
final class EngineVersion {

    private static final int SHORT = 16;

    private EngineVersion() {}

    /// The engine's version, followed by a digest of its jar and of our own.
    static String current() {
        MessageDigest digest = Sha256.newDigest();
        for (Class<?> part : new Class<?>[] {Kustomize.class, Rendering.class}) {
            Path jar = jarOf(part);
            if (jar != null) {
                digest.update(read(jar));
            }
        }
        return "kustomize %s, %s"
                .formatted(Kustomize.VERSION, Sha256.hex(digest.digest()).substring(0, SHORT));
    }

    /// Null where classes lie in a directory, as in development.
    private static @Nullable Path jarOf(Class<?> part) {
        CodeSource source = part.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return null;
        }
        try {
            Path path = Path.of(source.getLocation().toURI());
            return Files.isRegularFile(path) ? path : null;
        } catch (URISyntaxException | IllegalArgumentException _) {
            return null;
        }
    }

    private static byte[] read(Path jar) {
        try {
            return Files.readAllBytes(jar);
        } catch (IOException e) {
            throw new UncheckedIOException("our own code cannot be read: " + jar, e);
        }
    }
}
