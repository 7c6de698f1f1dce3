package io.sluice.kustomize.differential;

/// Makes up generators of config maps and secrets.
final class RandomGenerators implements RandomBuild.Feature {

    private final Dice dice;

    RandomGenerators(Dice dice) {
        this.dice = dice;
    }

    @Override
    public void add(Layer layer) {
        if (dice.oneIn(3)) {
            generator(layer, "ConfigMap", "configMapGenerator", "gen-" + layer.directory());
        }
        if (dice.oneIn(5)) {
            generator(layer, "Secret", "secretGenerator", "sec-" + layer.directory());
        }
        if (dice.oneIn(7)) {
            layer.field(
                    "generatorOptions:\n  disableNameSuffixHash: %s\n  %s\n"
                            .formatted(
                                    dice.oneIn(2),
                                    dice.one(
                                            "labels: {g: h}",
                                            "annotations: {g: \"1\"}",
                                            "immutable: true")));
        }
    }

    private void generator(Layer layer, String kind, String field, String name) {
        Stock stock = layer.stock();
        boolean isNew = stock.things().stream().noneMatch(thing -> thing.hasName(name));
        var text = new StringBuilder(field + ":\n");
        if (isNew) {
            String namespace = dice.oneIn(6) ? "namespace: prod" : "";
            text.append(entry(layer, name, namespace, "", kind));
            stock.add(Thing.generated(Kind.of(kind), name, namespace.isEmpty() ? "" : "prod"));
        }
        var old =
                stock.some(
                        thing ->
                                thing.kind().name().equals(kind)
                                        && stock.alone(thing)
                                        && !thing.hasName(name));
        if (old.isPresent() && (!isNew || dice.oneIn(2))) {
            Thing.Id id = dice.one(old.get().ids());
            String namespace = id.namespace().isEmpty() ? "" : "namespace: " + id.namespace();
            String behavior = dice.bad() ? "create" : dice.one("merge", "merge", "replace");
            text.append(entry(layer, id.name(), namespace, "behavior: " + behavior, kind));
        } else if (!isNew) {
            return;
        }
        layer.field(text.toString());
    }

    private String entry(Layer layer, String name, String namespace, String behavior, String kind) {
        return "- name: "
                + name
                + "\n"
                + line(namespace)
                + line(behavior)
                + content(layer, kind)
                + (kind.equals("Secret") ? dice.one("", "", "  type: kubernetes.io/tls\n") : "")
                + (dice.oneIn(5) ? options() : "");
    }

    private static String line(String text) {
        return text.isEmpty() ? "" : "  " + text + "\n";
    }

    private String options() {
        return "  options: "
                + dice.one(
                        "{disableNameSuffixHash: true}",
                        "{labels: {o: p}, annotations: {q: \"5\"}}",
                        "{immutable: true}")
                + "\n";
    }

    private String content(Layer layer, String kind) {
        var text = new StringBuilder();
        if (!dice.oneIn(3)) {
            text.append("  literals: [a=%d, 'b-c=x y', \"q='z'\"]\n".formatted(dice.below(9)));
        }
        String file = kind.equals("Secret") ? "s" : "c";
        if (dice.oneIn(3)) {
            layer.file(file + ".txt", fileContent());
            text.append(
                    "  files: [%s.txt%s]\n".formatted(file, dice.one("", ", k2=" + file + ".txt")));
        }
        if (dice.oneIn(4)) {
            layer.file(
                    file + ".env",
                    "# comment\nE1=1\n  E2 = two words \nE3\nE4='q'"
                            + dice.one("", "\n", "\r\n", "\nE5=a=b\n"));
            text.append(dice.one("  envs: [%s.env]\n", "  env: %s.env\n").formatted(file));
        }
        return text.toString();
    }

    private String fileContent() {
        return switch (dice.below(6)) {
            case 0 -> "";
            case 1 -> "one line";
            case 2 -> "two\nlines\n";
            case 3 -> "trailing \nspace\r\nand\ttab\n\n";
            case 4 -> "a: {b: [c, 1]}\n" + "long ".repeat(30) + "\n";
            default -> "\u0000\u0001 binary? \u00e9\n";
        };
    }
}
