package io.sluice.kustomize.flux;

import io.sluice.kustomize.FluxOverlay;
import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.Paths;
import io.sluice.kustomize.load.BuildContext;
import io.sluice.kustomize.load.Loader;
import io.sluice.kustomize.resource.ResourceReader;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.SeqNode;
import java.util.ArrayList;
import java.util.List;

/// Makes a kustomization for a directory that has none: all manifests in it, and the directories
/// below that have one of their own.
public final class FluxDirectory {

    private final Loader loader;
    private final FluxOverlay overlay;
    private final ResourceReader reader;
    private final List<String> found = new ArrayList<>();

    private FluxDirectory(BuildContext context, Loader loader, FluxOverlay overlay) {
        this.loader = loader;
        this.overlay = overlay;
        this.reader = new ResourceReader(context);
    }

    /// The fields of the kustomization for the loader's directory.
    ///
    /// @param names the names a kustomization file may have
    public static MapNode generate(
            BuildContext context, Loader loader, FluxOverlay overlay, List<String> names) {
        var directory = new FluxDirectory(context, loader, overlay);
        directory.walk(loader.root(), names);
        var fields = new MapNode();
        if (directory.found.isEmpty()) {
            return fields.put("namespace", "_placeholder");
        }
        var resources = new SeqNode();
        directory.found.forEach(path -> resources.add(ScalarNode.string(path)));
        return fields.put("resources", resources);
    }

    private void walk(String directory, List<String> names) {
        for (String name : loader.list(directory)) {
            String path = Paths.join(directory, name);
            boolean isDirectory = loader.tree().isDirectory(path);
            if (overlay.ignore().ignored(path, isDirectory)) {
                continue;
            }
            if (isDirectory) {
                boolean own = names.stream().anyMatch(n -> loader.exists(Paths.join(path, n)));
                if (own) {
                    found.add(relative(path));
                } else {
                    walk(path, names);
                }
            } else if (name.endsWith(".yaml") || name.endsWith(".yml")) {
                check(path);
                found.add(relative(path));
            }
        }
    }

    private void check(String path) {
        try {
            reader.read(loader.readTrusted(path), path, path);
        } catch (KustomizeException e) {
            throw e.prefixed("failed to decode Kubernetes YAML from " + path + ": ").in(path, 0);
        }
    }

    private String relative(String path) {
        return "./" + Paths.relative(loader.root(), path);
    }
}
