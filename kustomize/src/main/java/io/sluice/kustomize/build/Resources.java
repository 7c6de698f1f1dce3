package io.sluice.kustomize.build;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.Paths;
import io.sluice.kustomize.field.FieldWalk;
import io.sluice.kustomize.load.BuildContext;
import io.sluice.kustomize.load.Loader;
import io.sluice.kustomize.resource.ResMap;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.resource.ResourceReader;
import io.sluice.kustomize.yaml.GoQuote;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.SeqNode;
import io.sluice.kustomize.yaml.YamlException;
import java.util.List;

/// Adds what is listed under `resources` and `components`.
final class Resources {

    private final BuildContext context;
    private final Loader loader;
    private final Tracking tracking;
    private final ResourceReader reader;

    Resources(BuildContext context, Loader loader, Tracking tracking) {
        this.context = context;
        this.loader = loader;
        this.tracking = tracking;
        this.reader = new ResourceReader(context);
    }

    void addAll(Accumulator into, List<String> paths) {
        int index = 0;
        for (String path : paths) {
            String field = "resources[" + index++ + "]";
            try {
                add(into, path);
            } catch (KustomizeException e) {
                throw e.prefixed("accumulating resources: ").of(field);
            }
        }
    }

    /// A file if there is one, otherwise a directory.
    private void add(Accumulator into, String path) {
        KustomizeException notAFile;
        try {
            addFile(into, path);
            return;
        } catch (KustomizeException e) {
            notAFile = e;
        }
        Loader directory;
        try {
            directory = loader.enter(path);
            addDirectory(into, directory, false);
        } catch (KustomizeException e) {
            if (notAFile.isDecisive()) {
                throw notAFile;
            }
            String message = "accumulation err='" + notAFile.text() + "': " + e.text();
            throw (notAFile.hasFile() ? notAFile : e).reworded(message);
        }
    }

    private void addFile(Accumulator into, String path) {
        List<Resource> resources;
        try {
            var own = new ResMap();
            reader.read(loader.read(path), path, loader.absolute(path)).forEach(own::append);
            resources = own.all();
        } catch (KustomizeException e) {
            throw e.prefixed("accumulating resources from '" + Loader.shown(path) + "': ");
        }
        if (tracking.any()) {
            resources.forEach(resource -> note(resource, path));
        }
        try {
            resources.forEach(into.resources()::append);
        } catch (KustomizeException e) {
            throw e.prefixed("merging resources from '" + Loader.shown(path) + "': ");
        }
    }

    private void note(Resource resource, String path) {
        MapNode metadata = resource.root().map("metadata");
        Node annotations = metadata == null ? null : metadata.get("annotations");
        if (annotations instanceof SeqNode
                || (annotations instanceof ScalarNode && !annotations.isNull())) {
            throw FieldWalk.wrongKind("MappingNode", annotations)
                    .prefixed(
                            "cannot add path annotation for '"
                                    + path
                                    + "': considering field 'metadata/annotations' of object "
                                    + resource.currentId()
                                    + ": ");
        }
        resource.origin(tracking.file(loader, path));
    }

    private void addDirectory(Accumulator into, Loader directory, boolean component) {
        TargetFile found;
        try {
            found = TargetFile.load(context, directory);
        } catch (KustomizeException e) {
            throw e.prefixed("couldn't make target for path '" + directory.root() + "': ");
        }
        var target = new Target(context, directory, found, tracking);
        new ConfigFiles(context, directory).schema(target.kustomization().struct("openapi"), false);
        if (component != target.kustomization().isComponent()) {
            throw new KustomizeException(
                    component
                            ? "expected kind 'Component' for path '"
                                    + directory.root()
                                    + "' but got '"
                                    + target.kustomization().kind()
                                    + "'"
                            : "expected kind != 'Component' for path '" + directory.root() + "'",
                    found.path(),
                    0);
        }
        var accumulator = component ? into : new Accumulator();
        try {
            target.accumulate(accumulator);
        } catch (KustomizeException e) {
            throw e.prefixed("recursed accumulation of path '" + directory.root() + "': ");
        }
        try {
            if (component) {
                into.settle();
            } else {
                into.absorb(accumulator);
            }
        } catch (KustomizeException e) {
            throw e.prefixed("recursed merging from path '" + directory.root() + "': ");
        }
    }

    void components(Accumulator into, List<String> paths) {
        int index = 0;
        for (String path : paths) {
            String field = "components[" + index++ + "]";
            Loader directory;
            try {
                directory = loader.enter(path);
            } catch (KustomizeException e) {
                throw quoted(e, "loader.New ").of(field);
            }
            try {
                addDirectory(into, directory, true);
            } catch (KustomizeException e) {
                throw quoted(e, "accumulateDirectory: ").of(field);
            }
        }
    }

    private static KustomizeException quoted(KustomizeException e, String words) {
        return e.reworded("accumulating components: " + words + GoQuote.quote(e.text()));
    }

    /// Adds the configuration of a plugin, written in place, in a file or in a directory.
    void addPlugin(Accumulator into, String entry, String file) {
        List<Resource> inline;
        try {
            inline = reader.read(entry, file);
        } catch (YamlException | KustomizeException notInline) {
            add(into, entry);
            return;
        }
        for (Resource resource : inline) {
            if (tracking.any()) {
                note(resource, Paths.name(file));
            }
            into.resources().append(resource);
        }
    }
}
