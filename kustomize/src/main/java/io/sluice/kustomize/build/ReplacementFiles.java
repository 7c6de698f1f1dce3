package io.sluice.kustomize.build;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.load.BuildContext;
import io.sluice.kustomize.load.Loader;
import io.sluice.kustomize.model.Shapes;
import io.sluice.kustomize.model.StrictDecoder;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.SeqNode;
import io.sluice.kustomize.yaml.Yaml;
import io.sluice.kustomize.yaml.YamlException;
import java.util.ArrayList;
import java.util.List;

/// Loads replacements, written in place or in files.
final class ReplacementFiles {

    private final BuildContext context;
    private final Loader loader;
    private final String file;

    ReplacementFiles(BuildContext context, Loader loader, String file) {
        this.context = context;
        this.loader = loader;
        this.file = file;
    }

    List<MapNode> load(List<MapNode> entries) {
        var all = new SeqNode();
        entries.forEach(all::add);
        var config = new MapNode().put("Replacements", all);
        return PluginConfig.configuring("ReplacementTransformer", config, () -> loadAll(entries));
    }

    private List<MapNode> loadAll(List<MapNode> entries) {
        var replacements = new ArrayList<MapNode>();
        for (MapNode entry : entries) {
            String path = entry.text("path");
            if (path.isEmpty()) {
                replacements.add(entry);
                continue;
            }
            if (entry.get("source") != null || entry.get("targets") != null) {
                throw new KustomizeException(
                        "cannot specify both path and inline replacement", file, entry.line());
            }
            try {
                fromFile(path, replacements);
            } catch (YamlException e) {
                throw new KustomizeException(e.text(), loader.absolute(path), e.line());
            } catch (KustomizeException e) {
                throw e.in(loader.absolute(path), 0);
            }
        }
        return replacements;
    }

    private void fromFile(String path, List<MapNode> into) {
        Node root = Yaml.config(Yaml.decode(loader.read(path)), context.budget());
        if (root instanceof SeqNode list) {
            for (Node item : list.items()) {
                into.add(StrictDecoder.decodeLoosely(item, Shapes.REPLACEMENT_FILE));
            }
        } else if (root instanceof MapNode map) {
            into.add(StrictDecoder.decodeLoosely(map, Shapes.REPLACEMENT_FILE));
        } else {
            throw new KustomizeException(
                    "unsupported replacement type encountered within replacement path: invalid");
        }
    }
}
