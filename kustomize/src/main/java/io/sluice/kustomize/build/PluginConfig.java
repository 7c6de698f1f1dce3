package io.sluice.kustomize.build;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.field.FieldSpec;
import io.sluice.kustomize.yaml.Dialect;
import io.sluice.kustomize.yaml.Emitter;
import io.sluice.kustomize.yaml.Finisher;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.SeqNode;
import io.sluice.kustomize.yaml.Style;
import io.sluice.kustomize.yaml.Tag;
import java.util.List;
import java.util.function.Supplier;

/// Words errors in the configuration of a built-in transformer.
final class PluginConfig {

    private PluginConfig() {}

    /// Runs what configures a built-in; its errors show the configuration.
    static <T> T configuring(String kind, MapNode config, Supplier<T> work) {
        try {
            return work.get();
        } catch (KustomizeException e) {
            throw e.prefixed(
                    "trouble configuring builtin "
                            + kind
                            + " with config: `\n"
                            + yaml(config)
                            + "`: ");
        }
    }

    /// Field specs as a configuration shows them.
    static SeqNode shown(List<FieldSpec> specs) {
        var list = new SeqNode();
        for (FieldSpec spec : specs) {
            var map = new MapNode();
            put(map, "group", spec.gvk().group());
            put(map, "version", spec.gvk().version());
            put(map, "kind", spec.gvk().kind());
            put(map, "path", spec.path());
            if (spec.create()) {
                map.put("create", new ScalarNode("true", Tag.BOOL, Style.PLAIN));
            }
            list.add(map);
        }
        return list;
    }

    private static void put(MapNode map, String field, String text) {
        if (!text.isEmpty()) {
            map.put(field, text);
        }
    }

    static String yaml(MapNode config) {
        return Emitter.emit(new Finisher(Dialect.CONFIG).finish(config));
    }
}
