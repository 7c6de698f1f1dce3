package io.sluice.kustomize.build;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.load.BuildContext;
import io.sluice.kustomize.load.Loader;
import io.sluice.kustomize.model.Kustomization;
import io.sluice.kustomize.model.PluginShapes;
import io.sluice.kustomize.model.StrictDecoder;
import io.sluice.kustomize.transform.ValueAddTransformer;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.Yaml;
import io.sluice.kustomize.yaml.YamlException;
import java.util.ArrayList;
import java.util.List;

/// Configures a [ValueAddTransformer].
final class ValueAdd {

    private ValueAdd() {}

    /// Without a value it adds the name of the directory; targets may be in a file too.
    static ValueAddTransformer configure(MapNode config, Loader loader, BuildContext context) {
        String value = config.text("value");
        if (value.isEmpty()) {
            String root = loader.root();
            value = root.substring(root.lastIndexOf('/') + 1);
        }
        var targets = new ArrayList<>(Kustomization.structs(config, "targets"));
        String path = config.text("targetFilePath");
        if (!path.isEmpty()) {
            targets.addAll(fromFile(path, loader, context));
        }
        if (targets.isEmpty()) {
            throw new KustomizeException("must specify at least one target");
        }
        targets.forEach(ValueAdd::check);
        return new ValueAddTransformer(value, targets, context.budget());
    }

    private static List<MapNode> fromFile(String path, Loader loader, BuildContext context) {
        try {
            Node root = Yaml.config(Yaml.decode(loader.read(path)), context.budget());
            return root == null
                    ? List.of()
                    : Kustomization.structs(
                            StrictDecoder.decodeLoosely(root, PluginShapes.VALUE_ADD), "targets");
        } catch (YamlException e) {
            throw new KustomizeException(
                    "error converting YAML to JSON: " + e.text(), loader.absolute(path), e.line());
        }
    }

    private static void check(MapNode target) {
        if (target.text("fieldPath").isEmpty()) {
            throw new KustomizeException("fieldPath cannot be empty", null, target.line());
        }
        String position = target.text("filePathPosition");
        if (position.startsWith("-")) {
            throw new KustomizeException(
                    "value of FilePathPosition (" + position + ") cannot be negative",
                    null,
                    target.line());
        }
    }
}
