package io.sluice.kustomize.differential;

/// Makes up what goes over all objects: namespace, prefix, suffix, labels, annotations.
final class RandomNames implements RandomBuild.Feature {

    private final Dice dice;

    RandomNames(Dice dice) {
        this.dice = dice;
    }

    @Override
    public void add(Layer layer) {
        Stock stock = layer.stock();
        if (dice.oneIn(4) && (!stock.clashesInOneNamespace() || dice.bad())) {
            String namespace = dice.one("prod", "x1", "new-ns");
            layer.field("namespace: " + namespace);
            stock.change(thing -> thing.inNamespace(namespace));
        }
        affixes(layer, stock);
        labels(layer, stock);
        if (dice.oneIn(5)) {
            layer.field(
                    "commonAnnotations:\n  note: n"
                            + dice.below(3)
                            + "\n"
                            + (dice.oneIn(3)
                                    ? "  \"x.io/long\": " + "word ".repeat(20) + "\n"
                                    : ""));
            stock.change(thing -> thing.marked(false, true));
        }
    }

    private void affixes(Layer layer, Stock stock) {
        String prefix = dice.oneIn(4) ? dice.one("a-", "b-", "1-", "long-prefix-") : "";
        String suffix = dice.oneIn(6) ? dice.one("-s0", "-s1", dice.bad() ? "-9" : "'-9'") : "";
        if (!prefix.isEmpty()) {
            layer.field("namePrefix: " + prefix);
        }
        if (!suffix.isEmpty()) {
            layer.field("nameSuffix: " + suffix);
        }
        if (!prefix.isEmpty() || !suffix.isEmpty()) {
            stock.change(thing -> thing.affixed(prefix, suffix.replace("'", "")));
        }
    }

    private void labels(Layer layer, Stock stock) {
        if (dice.oneIn(7)) {
            layer.field("commonLabels:\n  team: " + dice.one("t1", "t2", "\"5\"", "\"true\""));
            stock.change(thing -> thing.marked(true, false));
        }
        if (dice.oneIn(5)) {
            layer.field(
                    "labels:\n- pairs: {tier: \"%d\"%s}\n%s%s"
                                    .formatted(
                                            dice.below(3),
                                            dice.one("", ", a.b/c: d", ", app: new"),
                                            dice.one(
                                                    "",
                                                    "  includeSelectors: true\n",
                                                    "  includeTemplates: true\n",
                                                    "  includeSelectors: false\n  includeTemplates: true\n"),
                                            dice.one("", "", fields()))
                            + dice.one("", "- pairs: {second: x}\n"));
            stock.change(thing -> thing.marked(true, false));
        }
    }

    private String fields() {
        return "  fields:\n  - "
                + dice.one(
                        "{path: spec/labels, create: true, kind: Foo}",
                        "{path: spec/selector, kind: Foo}",
                        "{path: spec/selector/matchLabels, create: true, group: apps}",
                        "{path: metadata/annotations, create: true}",
                        "{path: spec/template/metadata/labels, create: true, kind: Job, version: v1}",
                        "{path: data, kind: ConfigMap}",
                        "{path: spec/volumeClaimTemplates[]/metadata/labels, create: true}")
                + "\n";
    }
}
