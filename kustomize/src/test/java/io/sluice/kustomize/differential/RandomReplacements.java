package io.sluice.kustomize.differential;

import java.util.ArrayList;
import java.util.List;

/// Makes up replacements, most of them between fields that are there.
final class RandomReplacements implements RandomBuild.Feature {

    private final Dice dice;

    RandomReplacements(Dice dice) {
        this.dice = dice;
    }

    @Override
    public void add(Layer layer) {
        if (!dice.oneIn(5) || layer.stock().things().isEmpty()) {
            return;
        }
        var entries = new ArrayList<String>();
        int count = 1 + dice.below(2);
        for (int i = 0; i < count; i++) {
            String replacement = replacement(layer.stock());
            if (dice.oneIn(3)) {
                layer.file("repl%d.yaml".formatted(i), replacement);
                entries.add("- path: repl%d.yaml\n".formatted(i));
            } else {
                entries.add("- " + replacement.indent(2).strip() + "\n");
            }
        }
        layer.field("replacements:\n" + String.join("", entries));
    }

    private String replacement(Stock stock) {
        boolean numbers = dice.oneIn(4);
        var source = stock.some(thing -> stock.alone(thing) && (!numbers || hasNumbers(thing)));
        String from =
                source.isEmpty() || dice.oneIn(6)
                        ? "sourceValue: " + dice.one("\"5\"", "\"7\"") + "\n"
                        : source(source.get(), numbers);
        var text = new StringBuilder(from).append("targets:\n");
        int count = 1 + dice.below(2);
        for (int i = 0; i < count; i++) {
            text.append(target(stock, numbers));
        }
        return text.toString();
    }

    private String source(Thing thing, boolean number) {
        Thing.Id id = dice.one(thing.ids());
        String path = path(thing, number);
        if (path.contains("*") || thing.generated()) {
            path = number ? "data.n" : "metadata.name";
        }
        return "source: {kind: %s, name: %s%s%s%s}\n"
                .formatted(
                        thing.kind().name(),
                        id.name(),
                        dice.oneIn(3) && !thing.kind().apiVersion().isEmpty()
                                ? ", version: " + thing.kind().version()
                                : "",
                        dice.oneIn(6) ? "" : ", fieldPath: \"" + escaped(path) + "\"",
                        !number && dice.oneIn(4)
                                ? ", options: {delimiter: \"%s\"}"
                                        .formatted(dice.one("-", ":", "/"))
                                : "");
    }

    private static boolean hasNumbers(Thing thing) {
        return !thing.generated() && !thing.kind().numbers().isEmpty();
    }

    private static String escaped(String path) {
        return path.replace("\\", "\\\\");
    }

    private String path(Thing thing, boolean number) {
        if (dice.bad()) {
            return "spec.none.[a=b].c";
        }
        if (number && !thing.kind().numbers().isEmpty()) {
            return dice.one(thing.kind().numbers());
        }
        List<String> texts = thing.kind().texts();
        return dice.oneIn(4)
                ? dice.one(
                        "metadata.name",
                        "metadata.name",
                        "kind",
                        dice.bad() ? "metadata.labels.app" : "kind")
                : dice.one(texts);
    }

    private String target(Stock stock, boolean numbers) {
        Thing thing =
                stock.some(t -> !t.generated() && (!numbers || hasNumbers(t)))
                        .orElseGet(() -> dice.one(stock.things()));
        boolean create = dice.oneIn(3);
        String path =
                create
                        ? dice.one(
                                "metadata.annotations.copied",
                                "metadata.labels.[x.io/new]",
                                "spec.new.[name=n].field",
                                "spec.deep.er",
                                path(thing, numbers))
                        : thing.generated() ? "metadata.name" : path(thing, numbers);
        if (path.equals("kind")) {
            // Nobody does that, and what comes of it depends on what looks at the kind when.
            path = "metadata.name";
        }
        String options = create ? "create: true" : "";
        if (!numbers && !create && dice.oneIn(4)) {
            options =
                    "delimiter: \"%s\", index: %d"
                            .formatted(dice.one(":", "-", "/", "."), dice.below(4) - 1);
        }
        return "- select: {%s}\n".formatted(selector(thing))
                + (dice.oneIn(5) ? "  reject: [{%s}]\n".formatted(reject(stock)) : "")
                + "  fieldPaths: [\"%s\"]\n".formatted(escaped(path))
                + (options.isEmpty() ? "" : "  options: {" + options + "}\n");
    }

    private String selector(Thing thing) {
        Thing.Id id = dice.one(thing.ids());
        String kind = "kind: " + thing.kind().name();
        return switch (dice.below(6)) {
            case 0 -> kind;
            case 1 -> kind + ", labelSelector: \"app\"";
            case 2 -> kind + ", name: \"" + id.name().charAt(0) + ".*\"";
            case 3 -> kind + (id.namespace().isEmpty() ? "" : ", namespace: " + id.namespace());
            case 4 -> kind + ", annotationSelector: \"n in (1, 2)\"";
            default -> kind + ", name: " + id.name();
        };
    }

    private String reject(Stock stock) {
        return selector(dice.one(stock.things()));
    }
}
