package io.sluice.kustomize.differential;

import io.sluice.kustomize.yaml.Budget;
import io.sluice.kustomize.yaml.Dialect;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.SeqNode;
import io.sluice.kustomize.yaml.Style;
import io.sluice.kustomize.yaml.Tag;
import io.sluice.kustomize.yaml.Yaml;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes a document anew in odd but valid ways: other order, indentation, quotes, block styles,
/// comments, anchors. What it says stays the same.
final class Restyle {

    private static final List<String> COMMENTS =
            List.of("note", " - a: b", "'quoted", "{not: json", "é");

    private final Dice dice;
    private final int step;
    private final boolean hang;
    private final boolean anchors;
    private final boolean comments;
    private final Map<String, String> anchored = new HashMap<>();
    private final StringBuilder out = new StringBuilder();

    private Restyle(Dice dice) {
        this.dice = dice;
        step = dice.oneIn(3) ? 4 : 2;
        hang = dice.oneIn(2);
        anchors = dice.oneIn(5);
        comments = dice.oneIn(2);
    }

    /// A document of a resource file; anything that is no single plain document stays as it is.
    static String resource(String text, Dice dice) {
        return of(text, Dialect.RESOURCE, dice);
    }

    /// A document in YAML 1.1.
    static String config(String text, Dice dice) {
        return of(text, Dialect.CONFIG, dice);
    }

    private static String of(String text, Dialect dialect, Dice dice) {
        if (text.contains("---") || text.contains("#") || text.contains("!")) {
            return text;
        }
        Node root;
        try {
            root = Yaml.parse(text, dialect, Budget.generous(), 0);
        } catch (RuntimeException e) {
            return text;
        }
        var writer = new Restyle(dice);
        if (root instanceof MapNode map && !map.entries().isEmpty()) {
            writer.block(map, 0);
            return writer.out.toString();
        }
        return text;
    }

    private void block(MapNode map, int indent) {
        var entries = dice.oneIn(3) ? dice.shuffled(map.entries()) : map.entries();
        for (MapNode.Entry entry : entries) {
            comment(indent);
            out.append(" ".repeat(indent));
            boolean plain = entry.key() instanceof ScalarNode;
            if (!plain || dice.oneIn(60)) {
                out.append("? ");
                flow(entry.key());
                out.append("\n").append(" ".repeat(indent)).append(":");
            } else {
                flow(entry.key());
                out.append(dice.oneIn(30) ? " :" : ":");
            }
            value(entry.value(), indent, false);
        }
    }

    private void comment(int indent) {
        if (comments && dice.oneIn(12)) {
            out.append(" ".repeat(indent)).append("#").append(dice.one(COMMENTS)).append("\n");
        }
    }

    /// What comes after a colon or a dash.
    private void value(Node node, int indent, boolean inList) {
        String alias = anchors && !inList ? anchor(node) : "";
        if (alias.startsWith("*")) {
            out.append(" ").append(alias).append("\n");
            return;
        }
        out.append(alias.isEmpty() ? "" : " " + alias);
        boolean empty = node.isEmptyOrNull();
        if (node instanceof MapNode map && !empty && !dice.oneIn(3)) {
            if (inList && alias.isEmpty() && !comments) {
                // The first key may stand behind the dash.
                out.append(" ".repeat(step - 1));
                int start = out.length();
                block(map, indent + step);
                out.delete(start, start + indent + step);
                return;
            }
            out.append("\n");
            block(map, indent + step);
        } else if (node instanceof SeqNode list && !empty && !dice.oneIn(3)) {
            out.append("\n");
            int at = hang || inList ? indent + step : indent;
            for (Node item : list.items()) {
                comment(at);
                out.append(" ".repeat(at)).append("-");
                value(item, at, true);
            }
        } else if (node instanceof ScalarNode scalar && isBlockText(scalar)) {
            blockText(scalar, indent);
        } else {
            out.append(" ");
            flow(node);
            out.append(comments && dice.oneIn(15) ? " #" + dice.one(COMMENTS) : "").append("\n");
        }
    }

    /// An anchor for a value that comes for the first time, or the alias of one that has come.
    private String anchor(Node node) {
        var plain = new Restyle(new Dice(0));
        plain.flow(node);
        String text = plain.out.toString();
        String name = anchored.get(text);
        if (name != null) {
            return "*" + name;
        }
        if (node.isEmptyOrNull() || !dice.oneIn(3)) {
            return "";
        }
        anchored.put(text, "a" + anchored.size());
        return "&" + anchored.get(text);
    }

    private boolean isBlockText(ScalarNode scalar) {
        String text = scalar.text();
        return scalar.isString()
                && !text.isBlank()
                && !text.startsWith(" ")
                && !text.startsWith("\n")
                && text.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 127))
                && (text.contains("\n") ? !dice.oneIn(3) : dice.oneIn(30));
    }

    private void blockText(ScalarNode scalar, int indent) {
        String text = scalar.text();
        String chomp = !text.endsWith("\n") ? "-" : text.endsWith("\n\n") ? "+" : "";
        boolean folds = !text.strip().contains("\n") && !text.endsWith("\n\n");
        out.append(folds && dice.oneIn(2) ? " >" : " |").append(chomp).append("\n");
        String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        for (String line : body.split("\n", -1)) {
            out.append(line.isEmpty() ? "" : " ".repeat(indent + step)).append(line).append("\n");
        }
    }

    private void flow(Node node) {
        switch (node) {
            case MapNode map -> {
                out.append("{");
                for (int i = 0; i < map.entries().size(); i++) {
                    out.append(i > 0 ? ", " : "");
                    flow(map.entries().get(i).key());
                    out.append(": ");
                    flow(map.entries().get(i).value());
                }
                out.append("}");
            }
            case SeqNode list -> {
                out.append("[");
                for (int i = 0; i < list.items().size(); i++) {
                    out.append(i > 0 ? ", " : "");
                    flow(list.items().get(i));
                }
                out.append("]");
            }
            case ScalarNode scalar -> out.append(scalar(scalar));
        }
    }

    private String scalar(ScalarNode scalar) {
        String text = scalar.text();
        if (scalar.tag() != Tag.STR && !scalar.quoted()) {
            return text.isEmpty() ? "null" : text;
        }
        boolean quoted = scalar.style() != Style.PLAIN;
        if (!quoted && !dice.oneIn(6) && text.matches("[A-Za-z][-A-Za-z0-9_/.]*|\\$patch")) {
            return text;
        }
        boolean simple = text.chars().allMatch(c -> c >= ' ' && c < 127);
        return simple && dice.oneIn(2)
                ? "'" + text.replace("'", "''") + "'"
                : "\""
                        + text.replace("\\", "\\\\")
                                .replace("\"", "\\\"")
                                .replace("\n", "\\n")
                                .replace("\t", "\\t")
                                .replace("\r", "\\r")
                        + "\"";
    }
}
