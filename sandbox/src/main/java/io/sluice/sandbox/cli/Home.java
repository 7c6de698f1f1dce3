package io.sluice.sandbox.cli;

import java.nio.file.Path;
import java.util.Objects;

/// The checkout that the launcher lies in, and the folder in it where a sandbox works.
final class Home {

    private Home() {}

    static Path checkout() {
        return Path.of(Objects.requireNonNullElse(System.getenv("SLUICE_HOME"), "."))
                .toAbsolutePath()
                .normalize();
    }

    static Path sandbox() {
        return checkout().resolve("target").resolve("sandbox");
    }
}
