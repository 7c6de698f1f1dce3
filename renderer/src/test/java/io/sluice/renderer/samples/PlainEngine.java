package io.sluice.renderer.samples;

import io.sluice.kustomize.BuildError;
import io.sluice.kustomize.BuildOptions;
import io.sluice.kustomize.BuildResult;
import io.sluice.kustomize.BuiltResource;
import io.sluice.kustomize.FileTree;
import io.sluice.kustomize.Inputs;
import io.sluice.renderer.build.UnitBuild;
import io.sluice.renderer.desiredstate.CanonicalJson;
import io.sluice.renderer.desiredstate.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/// An engine for tests: each file of the directory is one object, in JSON.
public final class PlainEngine implements UnitBuild.Engine {

    private final AtomicInteger builds = new AtomicInteger();

    /// How many builds there were.
    public int builds() {
        return builds.get();
    }

    @Override
    public BuildResult build(FileTree tree, String path, BuildOptions options) {
        builds.incrementAndGet();
        var files = new TreeMap<String, String>();
        var absent = new TreeSet<String>();
        absent.add(path + "/kustomization.yaml");
        List<BuiltResource> resources = new ArrayList<>();
        try {
            for (String name : tree.list(path)) {
                String file = path + "/" + name;
                byte[] bytes = tree.read(file, Long.MAX_VALUE);
                files.put(file, Sha256.of(bytes).substring(7));
                String text = new String(bytes, StandardCharsets.UTF_8);
                if (text.startsWith("bug")) {
                    throw new IllegalStateException("a bug of the engine");
                }
                if (!text.startsWith("{")) {
                    return new BuildResult.Failed(
                            new BuildError("this is not a mapping", file, 1, null),
                            List.of(),
                            new Inputs(
                                    files,
                                    new TreeSet<>(),
                                    absent,
                                    new TreeSet<>(),
                                    new TreeMap<>()));
                }
                resources.add(resource(file, text));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new BuildResult.Built(
                resources,
                List.of(),
                new Inputs(
                        files,
                        new TreeSet<>(List.of(path)),
                        absent,
                        new TreeSet<>(),
                        new TreeMap<>()));
    }

    private static BuiltResource resource(String file, String json) {
        var body = CanonicalJson.parse(json);
        return new BuiltResource(
                body.path("apiVersion").asText(),
                body.path("kind").asText(),
                body.path("metadata").path("namespace").asText(),
                body.path("metadata").path("name").asText(),
                json,
                json + "\n",
                file,
                1);
    }
}
