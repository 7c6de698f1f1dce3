package io.sluice.kustomize.differential;

import java.util.Locale;

/// Makes up vars. The bodies of objects use `V_BASE` and `V_SIDE`.
final class RandomVars implements RandomBuild.Feature {

    private final Dice dice;

    RandomVars(Dice dice) {
        this.dice = dice;
    }

    @Override
    public void add(Layer layer) {
        if (!dice.oneIn(8)) {
            return;
        }
        Stock stock = layer.stock();
        stock.some(thing -> stock.alone(thing) && !thing.kind().apiVersion().isEmpty())
                .ifPresent(thing -> layer.field("vars:\n" + variable(layer, thing)));
    }

    private String variable(Layer layer, Thing thing) {
        Thing.Id id = dice.one(thing.ids());
        return "- name: V_%s\n  objref: {apiVersion: %s, kind: %s, name: %s%s}\n"
                        .formatted(
                                layer.directory().toUpperCase(Locale.ROOT),
                                thing.kind().apiVersion(),
                                thing.kind().name(),
                                id.name(),
                                id.namespace().isEmpty() ? "" : ", namespace: " + id.namespace())
                + (dice.oneIn(2) ? "  fieldref: {fieldPath: " + field(thing) + "}\n" : "");
    }

    private String field(Thing thing) {
        String path =
                dice.oneIn(3) && !thing.kind().numbers().isEmpty()
                        ? dice.one(thing.kind().numbers())
                        : dice.one("metadata.name", "kind", dice.one(thing.kind().texts()));
        return path.contains("*") ? "metadata.namespace" : "\"" + path.replace("\\", "\\\\") + "\"";
    }
}
