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
import org.jspecify.annotations.Nullable;

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
                throw new KustomizeException(
                        "error converting YAML to JSON: " + e.text(),
                        loader.absolute(path),
                        e.line());
            } catch (KustomizeException e) {
                throw e.in(loader.absolute(path), 0);
            }
        }
        return replacements;
    }

    private void fromFile(String path, List<MapNode> into) {
        Node root = Yaml.config(Yaml.decode(loader.read(path)), context.budget());
        if (root instanceof SeqNode list) {
            list.items().forEach(item -> into.add(decoded(item)));
        } else if (root instanceof MapNode map) {
            into.add(decoded(map));
        } else {
            throw new KustomizeException(
                    "unsupported replacement type encountered within replacement path: "
                            + kind(root));
        }
    }

    private static String kind(@Nullable Node scalar) {
        String type =
                scalar == null || scalar.isNull() ? "invalid" : StrictDecoder.jsonType(scalar);
        return type.equals("number") ? "float64" : type;
    }

    private static MapNode decoded(Node item) {
        try {
            return StrictDecoder.decodeLoosely(item, Shapes.REPLACEMENT_FILE);
        } catch (KustomizeException e) {
            throw e.prefixed("error unmarshaling JSON: while decoding JSON: ");
        }
    }
}
