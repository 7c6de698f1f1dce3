package io.sluice.kustomize.yaml;

import org.jspecify.annotations.Nullable;

/// Refuses maps that have a null for a key, which JSON has not.
final class NullKeys {

    private static final Finisher FINISHER = new Finisher(Dialect.CONFIG);

    private NullKeys() {}

    static void refuse(@Nullable Node node) {
        if (node instanceof MapNode map) {
            for (MapNode.Entry entry : map.entries()) {
                refuse(entry.value());
                if (entry.key() instanceof ScalarNode key && FINISHER.finalTag(key) == Tag.NULL) {
                    throw new YamlException(
                            "unsupported map key of type: %!s(<nil>), key: <nil>, value: "
                                    + GoSyntax.of(
                                            FINISHER.finishPart(entry.value(), false),
                                            Dialect.CONFIG),
                            key.line());
                }
            }
        } else if (node instanceof SeqNode list) {
            list.items().forEach(NullKeys::refuse);
        }
    }
}
