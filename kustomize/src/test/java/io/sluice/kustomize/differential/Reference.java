package io.sluice.kustomize.differential;

import io.sluice.kustomize.BuildOptions;
import io.sluice.kustomize.BuildResult;
import io.sluice.kustomize.Kustomize;
import io.sluice.kustomize.MemoryTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Runs the reference binary beside the engine.
public final class Reference {

    /// Where the input lies, for a build may print the name of its folder.
    private static final String FOLDER = "input";

    private final Path binary;

    /// A reference binary.
    public Reference(Path binary) {
        this.binary = binary;
    }

    /// What came of a comparison.
    ///
    /// @param difference null if both did the same
    /// @param bothFailed whether both refused the input
    /// @param texts the two error texts if they differ
    public record Outcome(@Nullable String difference, boolean bothFailed, @Nullable String texts) {

        static Outcome same() {
            return new Outcome(null, false, null);
        }

        static Outcome different(String difference) {
            return new Outcome(difference, false, null);
        }

        static Outcome refused(String expected, String got) {
            boolean same = expected.contains(got.strip());
            return new Outcome(
                    null, true, same ? null : "  want " + expected.strip() + "\n  got  " + got);
        }
    }

    /// Builds `target` of `files` with both and compares.
    public Outcome compare(Map<String, byte[]> files, String target)
            throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("differential");
        try {
            var placed = new TreeMap<String, byte[]>();
            for (var file : files.entrySet()) {
                Path path = directory.resolve(FOLDER).resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
                placed.put(FOLDER + "/" + file.getKey(), file.getValue());
            }
            return compare(directory, placed, FOLDER + (target.equals(".") ? "" : "/" + target));
        } finally {
            delete(directory);
        }
    }

    private Outcome compare(Path directory, Map<String, byte[]> files, String target)
            throws IOException, InterruptedException {
        Path out = directory.resolve(".out");
        Path err = directory.resolve(".err");
        Process process =
                new ProcessBuilder(binary.toString(), "build", directory.resolve(target).toString())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return Outcome.same();
        }
        boolean failed = process.exitValue() != 0;
        String expected =
                read(failed ? err : out)
                        .replace(directory.toRealPath() + "/", "/")
                        .replace(directory.toRealPath().toString(), "/");
        BuildOptions options = BuildOptions.DEFAULT.withOrder(BuildOptions.Order.LEGACY);
        return switch (new Kustomize().build(MemoryTree.of(files), "/" + target, options)) {
            case BuildResult.Built built when failed ->
                    Outcome.different(
                            "reference fails: " + expected + "--- we print\n" + built.yaml());
            case BuildResult.Built built ->
                    built.yaml().equals(expected)
                            ? Outcome.same()
                            : Outcome.different(
                                    "--- reference\n" + expected + "--- we\n" + built.yaml());
            case BuildResult.Failed failure when failed ->
                    Outcome.refused(expected, failure.error().message());
            case BuildResult.Failed failure ->
                    Outcome.different(
                            "we fail: "
                                    + failure.error().located()
                                    + "\n--- reference\n"
                                    + expected);
        };
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private static void delete(Path directory) throws IOException {
        try (var paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
