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
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Whole builds from files in memory; `-p input=FOLDER#PATH` names what is built.
@State(Scope.Benchmark)
public class Builds {

    /// A folder on disk and the directory in it to build, divided by `#`.
    @Param("")
    public String input;

    private final Kustomize kustomize = new Kustomize();
    private MemoryTree tree;
    private String path;

    @Setup
    public void read() throws IOException {
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
