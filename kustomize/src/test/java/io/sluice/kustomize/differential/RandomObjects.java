package io.sluice.kustomize.differential;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Makes up Kubernetes objects, and fills in what is left open in the texts about their kinds.
final class RandomObjects {

    static final List<String> IMAGES =
            List.of("nginx", "repo:5000/app", "redis", "ghcr.io/a/b.c", "alpine");

    private static final List<String> NAMES =
            List.of("web", "db", "cache", "cm", "s3", "a-b", "api", "x", "n1", "some-longer-name");
    private static final List<String> NAMESPACES = List.of("", "", "", "", "default", "prod", "x1");
    private static final List<String> SCALARS =
            List.of(
                    "1",
                    "\"1\"",
                    "yes",
                    "1.50",
                    "~",
                    "2020-01-02",
                    "0o17",
                    "017",
                    "'it''s'",
                    "a:b",
                    "\"tab\\tx\"",
                    "1e3",
                    "0x1F",
                    "\"@x\"",
                    "plain words",
                    ".5",
                    "1_000",
                    "!!str 5",
                    "12:30:45",
                    "''",
                    "9007199254740993",
                    "on",
                    "\"null\"",
                    "False",
                    "\"two\\nlines\\n\"",
                    "\" lead\"",
                    "é—ü");
    private static final List<String> TEXTS =
            List.of("v", "a-b-c", "1.2.3", "x/y:z", "true", "5", "a,b", "it is", "k=v", "");
    private static final Pattern OPEN = Pattern.compile("<([A-Za-z]+)>");

    private final Dice dice;
    private final Set<String> names = new HashSet<>();

    RandomObjects(Dice dice) {
        this.dice = dice;
    }

    /// A file of some objects, which go into the stock.
    String file(Stock stock, int count) {
        List<String> documents = IntStream.range(0, count).mapToObj(i -> object(stock)).toList();
        if (dice.oneIn(15)) {
            return "apiVersion: v1\nkind: List\nitems:\n"
                    + documents.stream()
                            .map(text -> "- " + text.indent(2).strip() + "\n")
                            .collect(Collectors.joining());
        }
        boolean odd = dice.oneIn(2);
        String text =
                documents.stream()
                        .map(document -> odd ? Restyle.resource(document, dice) : document)
                        .collect(Collectors.joining(dice.one("---\n", "---\n", "--- # next\n")));
        return odd && dice.oneIn(4) ? "---\n" + text + "...\n" : text;
    }

    private String object(Stock stock) {
        Kind kind = dice.oneIn(4) ? Kind.of("Deployment") : dice.one(Kind.ALL);
        String namespace = kind.cluster() ? "" : dice.one(NAMESPACES);
        Thing thing = Thing.made(kind, name(), namespace, dice.oneIn(2), dice.oneIn(4));
        for (int i = 0; !names.add(kind.name() + thing.current().name()) && !dice.bad(); i++) {
            thing = Thing.made(kind, name() + i, namespace, thing.labelled(), thing.annotated());
        }
        stock.add(thing);
        return kind.head()
                + "metadata:\n  name: "
                + thing.current().name()
                + "\n"
                + (namespace.isEmpty() ? "" : "  namespace: " + namespace + "\n")
                + (thing.labelled()
                        ? "  labels: {app: " + name() + ", tier: \"" + dice.below(3) + "\"}\n"
                        : "")
                + (thing.annotated()
                        ? "  annotations: {n: 1, t: " + dice.one(SCALARS) + ", v: a-b}\n"
                        : "")
                + fill(kind.body(), stock);
    }

    String name() {
        return dice.one(NAMES);
    }

    String namespace() {
        return dice.one("prod", "x1", "default");
    }

    String image() {
        return dice.one(IMAGES) + dice.one(":1", ":1.2-a", "", "@sha256:abc", ":v@sha256:0f");
    }

    /// Decides on the lines that may be left out and fills in the words that are left open.
    String fill(String text, Stock stock) {
        String chosen =
                text.lines()
                        .filter(line -> !line.endsWith("#?") || dice.oneIn(2))
                        .map(line -> line.replaceFirst(" *#\\?$", ""))
                        .collect(Collectors.joining("\n", "", "\n"));
        return OPEN.matcher(chosen)
                .replaceAll(match -> Matcher.quoteReplacement(word(match.group(1), stock)));
    }

    private String word(String open, Stock stock) {
        return switch (open) {
            case "n" -> String.valueOf(dice.below(10));
            case "scalar" -> dice.one(SCALARS);
            case "scalarText" -> dice.one(TEXTS);
            case "image" -> image();
            case "ns" -> namespace();
            case "var" ->
                    dice.one("$(V_BASE)", "x", "a $(V_BASE)$(V_SIDE) $$(V_BASE) $(NONE)", "z");
            case "port" -> port("port");
            case "ports" -> ports("port");
            case "containerPorts" -> ports("containerPort");
            default -> reference(open, stock);
        };
    }

    /// The name of an object of a kind; now and then there is no such object.
    private String reference(String kind, Stock stock) {
        return dice.oneIn(4)
                ? name()
                : stock.someOf(kind)
                        .map(thing -> dice.one(thing.ids()).name())
                        .orElseGet(
                                () ->
                                        switch (kind) {
                                            case "ConfigMap" -> dice.one("gen-base", "gen-over");
                                            case "Secret" -> dice.one("sec-base", "sec-over");
                                            default -> name();
                                        });
    }

    private String ports(String field) {
        return IntStream.rangeClosed(0, dice.below(3))
                .mapToObj(i -> port(field))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private String port(String field) {
        String port = dice.oneIn(15) ? "x: y" : field + ": " + (80 + dice.below(3));
        return "{"
                + port
                + dice.one(", protocol: TCP", ", protocol: UDP", "", "")
                + (dice.oneIn(3) ? ", name: n" + dice.below(9) : "")
                + "}";
    }
}
