package io.sluice.kustomize.build;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.yaml.Dialect;
import io.sluice.kustomize.yaml.Emitter;
import io.sluice.kustomize.yaml.Finisher;
import io.sluice.kustomize.yaml.MapNode;
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

    static String yaml(MapNode config) {
        return Emitter.emit(new Finisher(Dialect.CONFIG).finish(config));
    }
}
