package io.sluice.kustomize.build;

import io.sluice.kustomize.FluxOverlay;
import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.Paths;
import io.sluice.kustomize.flux.FluxDirectory;
import io.sluice.kustomize.flux.FluxFields;
import io.sluice.kustomize.load.BuildContext;
import io.sluice.kustomize.load.Loader;
import io.sluice.kustomize.model.Kustomization;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Yaml;
import io.sluice.kustomize.yaml.YamlException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A kustomization file found in a directory.
///
/// @param path its absolute path
/// @param kustomization its content
record TargetFile(String path, Kustomization kustomization) {

    static final List<String> NAMES =
            List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    static TargetFile load(BuildContext context, Loader loader) {
        return load(context, loader, null);
    }

    /// The file of the directory that is built, with what Flux adds if there is an overlay.
    static TargetFile top(BuildContext context, Loader loader) {
        FluxOverlay overlay = context.options().flux();
        if (overlay == null) {
            return load(context, loader, null);
        }
        boolean none =
                NAMES.stream()
                        .map(name -> Paths.join(loader.root(), name))
                        .noneMatch(loader::exists);
        if (!none) {
            return load(context, loader, overlay);
        }
        MapNode fields = FluxDirectory.generate(context, loader, overlay, NAMES);
        var additions = new FluxFields(overlay, loader);
        String path = Paths.join(loader.root(), NAMES.getFirst());
        return new TargetFile(
                path, Kustomization.of(fields, loader.root(), context::warn, additions::addTo));
    }

    private static TargetFile load(
            BuildContext context, Loader loader, @Nullable FluxOverlay overlay) {
        var found = new ArrayList<String>();
        byte[] content = {};
        for (String name : NAMES) {
            if (loader.exists(Paths.join(loader.root(), name))) {
                byte[] bytes = readable(loader, name);
                if (bytes != null) {
                    content = bytes;
                    found.add(name);
                }
            }
        }
        if (found.isEmpty()) {
            throw new KustomizeException(
                    "unable to find one of 'kustomization.yaml', 'kustomization.yml' or"
                            + " 'Kustomization' in directory '"
                            + loader.root()
                            + "'");
        }
        if (found.size() > 1) {
            throw new KustomizeException(
                    "Found multiple kustomization files under: " + loader.root() + "\n");
        }
        String path = Paths.join(loader.root(), found.getFirst());
        try {
            return new TargetFile(path, parse(context, loader, Yaml.decode(content), overlay));
        } catch (YamlException e) {
            throw new KustomizeException("invalid Kustomization: " + e.text(), path, e.line());
        } catch (KustomizeException e) {
            throw e.in(path, 0);
        }
    }

    private static byte @Nullable [] readable(Loader loader, String name) {
        try {
            return loader.read(name);
        } catch (KustomizeException unreadable) {
            return null;
        }
    }

    private static Kustomization parse(
            BuildContext context, Loader loader, String text, @Nullable FluxOverlay overlay) {
        return overlay == null
                ? Kustomization.parse(text, context.budget(), loader.root(), context::warn)
                : Kustomization.parseLenient(
                        text,
                        context.budget(),
                        loader.root(),
                        context::warn,
                        new FluxFields(overlay, loader)::addTo);
    }
}
