package io.sluice.kustomize.differential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The real `kustomize` of the version reproduced here: given by `-Dsluice.kustomize.reference`, or
/// installed once with the Go toolchain into the module's target folder.
final class ReferenceBinary {

    private static final String MODULE = "sigs.k8s.io/kustomize/kustomize/v5@v5.8.1";

    private ReferenceBinary() {}

    static Path get() throws IOException, InterruptedException {
        String given = System.getProperty("sluice.kustomize.reference", "");
        if (!given.isEmpty()) {
            return Path.of(given);
        }
        Path folder = Path.of("target", "reference").toAbsolutePath();
        Path binary = folder.resolve("kustomize");
        if (!Files.isExecutable(binary)) {
            var go = new ProcessBuilder("go", "install", MODULE);
            go.environment().put("GOBIN", folder.toString());
            int code = go.inheritIO().start().waitFor();
            if (code != 0) {
                throw new IOException("go install " + MODULE + " ended with " + code);
            }
        }
        return binary;
    }
}
