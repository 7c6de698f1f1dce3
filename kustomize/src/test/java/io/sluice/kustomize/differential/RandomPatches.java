package io.sluice.kustomize.differential;

import java.util.ArrayList;
import java.util.List;

/// Makes up patches of every form, most of them to objects that are there.
final class RandomPatches {

    private final Dice dice;
    private final RandomObjects objects;

    RandomPatches(Dice dice, RandomObjects objects) {
        this.dice = dice;
        this.objects = objects;
    }

    /// Patches that come before names change.
    void add(Layer layer) {
        if (dice.oneIn(12)) {
            strategic(layer);
        }
        if (!dice.oneIn(2) || layer.stock().things().isEmpty()) {
            return;
        }
        var entries = new ArrayList<String>();
        int count = 1 + dice.below(3);
        for (int i = 0; i < count; i++) {
            if (layer.stock().things().isEmpty()) {
                break;
            }
            entries.add(dice.oneIn(3) ? operations(layer, i) : merge(layer, i));
        }
        layer.field("patches:\n" + String.join("", entries));
    }

    /// The deprecated JSON patches come after names have changed.
    void addLate(Layer layer) {
        if (!dice.oneIn(10)) {
            return;
        }
        Stock stock = layer.stock();
        stock.some(stock::alone)
                .ifPresent(thing -> layer.field("patchesJson6902:\n" + entry(layer, thing)));
    }

    private String entry(Layer layer, Thing thing) {
        Thing.Id id = dice.one(thing.ids());
        Kind kind = thing.kind();
        return "- target: {%sversion: %s, kind: %s, name: %s%s}\n%s"
                .formatted(
                        kind.group().isEmpty() ? "" : "group: " + kind.group() + ", ",
                        kind.version(),
                        kind.name(),
                        id.name(),
                        id.namespace().isEmpty() ? "" : ", namespace: " + id.namespace(),
                        content(layer, "late.yaml", jsonPatch(thing, layer.stock())));
    }

    private void strategic(Layer layer) {
        Stock stock = layer.stock();
        stock.some(stock::alone)
                .ifPresent(
                        thing -> {
                            String patch = patch(thing, dice.one(thing.ids()), stock);
                            if (dice.oneIn(2)) {
                                layer.file("sm.yaml", patch);
                                layer.field("patchesStrategicMerge: [sm.yaml]");
                            } else {
                                layer.field("patchesStrategicMerge:\n- |\n" + patch.indent(2));
                            }
                        });
    }

    /// The text of a patch, in a file or in place.
    private String content(Layer layer, String name, String text) {
        if (dice.oneIn(3)) {
            return "  patch: |-\n" + text.indent(4);
        }
        layer.file(name, text);
        return "  path: " + name + "\n";
    }

    private String merge(Layer layer, int number) {
        Stock stock = layer.stock();
        Thing thing = dice.one(stock.things());
        boolean selected = !stock.alone(thing) || dice.oneIn(2);
        Thing.Id id = dice.bad() ? new Thing.Id("nobody", "") : dice.one(thing.ids());
        String text = patch(thing, id, stock);
        if (!selected && dice.oneIn(8)) {
            text += "---\n" + patch(thing, id, stock);
        }
        String name = "p%d-%s.yaml".formatted(number, layer.directory());
        boolean deletes = text.contains("\n$patch: delete\n");
        String entry = content(layer, name, text);
        if (selected) {
            entry += "  target: {" + target(thing) + "}\n";
        }
        if (deletes && !selected) {
            stock.remove(thing);
        }
        if (dice.oneIn(8)) {
            entry += "  options: {allowNameChange: %s}\n".formatted(dice.oneIn(2));
        }
        return "- " + entry.strip() + "\n";
    }

    /// A selector that finds the thing, and maybe others of its kind.
    private String target(Thing thing) {
        Thing.Id id = dice.one(thing.ids());
        Kind kind = thing.kind();
        return switch (dice.below(7)) {
            case 0 -> "kind: " + kind.name();
            case 1 -> "kind: %s, name: \"%s\"".formatted(kind.name(), id.name().charAt(0) + ".*");
            case 2 -> "group: \"%s\", kind: %s".formatted(kind.group(), kind.name());
            case 3 -> "kind: %s, labelSelector: app".formatted(kind.name());
            case 4 ->
                    "kind: \"%s|None\", annotationSelector: \"%s\""
                            .formatted(kind.name(), dice.one("n=1", "!n", "note in (n0, n1)"));
            case 5 ->
                    "kind: %s, name: %s, namespace: %s"
                            .formatted(
                                    kind.name(),
                                    id.name(),
                                    id.namespace().isEmpty() ? "default" : id.namespace());
            default -> "version: v1.*, kind: %s, name: %s".formatted(kind.name(), id.name());
        };
    }

    String patch(Thing thing, Thing.Id id, Stock stock) {
        String head =
                thing.kind().head()
                        + "metadata:\n  name: "
                        + id.name()
                        + "\n"
                        + (id.namespace().isEmpty() ? "" : "  namespace: " + id.namespace() + "\n");
        String rest =
                switch (dice.below(8)) {
                    case 0 -> "  labels: {added: l, app: null}\n";
                    case 1 -> "  annotations: {p: <scalar>, \"q\": \"5\"}\n";
                    case 2 -> dice.oneIn(3) ? "$patch: delete\n" : "  labels: {app: <n>x}\n";
                    default ->
                            thing.kind().merges().isEmpty()
                                    ? "extra: [1, {a: <scalar>}]\n"
                                    : dice.one(thing.kind().merges());
                };
        String text = head + objects.fill(rest, stock);
        return dice.oneIn(3) ? Restyle.resource(text, dice) : text;
    }

    private String operations(Layer layer, int number) {
        Stock stock = layer.stock();
        Thing thing = dice.one(stock.things());
        String name = "p%d-%s.yaml".formatted(number, layer.directory());
        String text = jsonPatch(thing, stock);
        String entry =
                content(layer, name, text)
                        + "  target: {kind: %s, name: %s}\n"
                                .formatted(thing.kind().name(), thing.original().name());
        return "- " + entry.strip() + "\n";
    }

    private String jsonPatch(Thing thing, Stock stock) {
        List<String> own = thing.generated() ? List.of() : thing.kind().operations();
        String text =
                switch (dice.below(6)) {
                    case 0 ->
                            thing.labelled()
                                    ? "- {op: add, path: /metadata/labels/x, value: y}\n"
                                    : "- {op: add, path: /metadata/labels, value: {x: <scalarText>k}}\n";
                    case 1 ->
                            "- {op: add, path: /metadata/annotations, value: {z: \"1\", w: <n>}}\n";
                    case 2 ->
                            thing.labelled()
                                    ? "- {op: remove, path: /metadata/labels}\n"
                                    : "- {op: add, path: /t, value: [1, 2.50, yes, {a: <scalar>}]}\n";
                    case 3 -> "- op: copy\n  from: /metadata/name\n  path: /copied\n";
                    default ->
                            own.isEmpty()
                                    ? "- {op: test, path: /kind, value: %s}\n"
                                            .formatted(thing.kind().name())
                                    : dice.one(own);
                };
        if (dice.bad()) {
            text = "- {op: remove, path: /spec/nothing/here}\n";
        }
        return dice.oneIn(5)
                ? "[{\"op\": \"add\", \"path\": \"/json\", \"value\": {\"f\": 1.0, \"i\": [1e3, null]}}]"
                : objects.fill(text, stock);
    }
}
