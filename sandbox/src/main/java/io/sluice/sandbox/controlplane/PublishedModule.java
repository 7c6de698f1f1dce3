package io.sluice.sandbox.controlplane;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.sandbox.process.PartFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The files of a published Go module, such as the definitions that come with a controller.
public final class PublishedModule {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PublishedModule() {}

    /// Where its files are; fetches them if they are not here yet.
    ///
    /// @param version as published, such as `v1.9.1`
    public static Path directory(String module, String version) {
        String name = module + "@" + version;
        try {
            Process process =
                    new ProcessBuilder(GoBuild.go().toString(), "mod", "download", "-json", name)
                            .directory(Files.createTempDirectory("go-module").toFile())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new PartFailedException(name + " cannot be fetched: " + said);
            }
            return Path.of(JSON.readTree(said).path("Dir").asText());
        } catch (IOException e) {
            throw new PartFailedException(name + " cannot be fetched: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartFailedException("interrupted while fetching " + name, e);
        }
    }
}
