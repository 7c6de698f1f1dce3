package io.sluice.kustomize.bench;

import io.sluice.kustomize.BuildOptions;
import io.sluice.kustomize.BuildResult;
import io.sluice.kustomize.Kustomize;
import io.sluice.kustomize.MemoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Whole builds from files in memory; `-p input=FOLDER#PATH` names what is built.
///
/// One thread makes the code warm before any number of threads is measured. The harness's own warm-up
/// would do it with as many threads as it measures, and eight of them on two processors leave the JVM's
/// compiler so little time that builds still become faster while they are counted.
@State(Scope.Benchmark)
public class Builds {

    /// A folder on disk and the directory in it to build, divided by `#`.
    @Param("")
    public String input;

    /// For how many seconds one thread builds before the trial.
    @Param("20")
    public int warmUpSeconds;

    private final Kustomize kustomize = new Kustomize();
    private MemoryTree tree;
    private String path;

    @Setup(Level.Trial)
    public void prepare() throws IOException {
        read();
        warmUp();
    }

    private void read() throws IOException {
        String[] parts = input.split("#", 2);
        Path folder = Path.of(parts[0]);
        path = parts[1];
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put("/" + folder.relativize(file), Files.readAllBytes(file));
            }
        }
        tree = MemoryTree.of(files);
        if (build() instanceof BuildResult.Failed failed) {
            throw new IllegalStateException(failed.error().toString());
        }
    }

    /// Runs on one thread whatever the trial's number: a state shared by all is prepared by the first, and
    /// the others wait for it.
    private void warmUp() {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(warmUpSeconds);
        while (System.nanoTime() < until) {
            buildAndPrint();
        }
    }

    @Benchmark
    public BuildResult build() {
        return kustomize.build(tree, path, BuildOptions.DEFAULT);
    }

    /// Also what a user gets: the text of the result.
    @Benchmark
    public String buildAndPrint() {
        return ((BuildResult.Built) build()).yaml();
    }
}
