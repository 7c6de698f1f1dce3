package io.sluice.kustomize.replacement;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.field.FieldPath;
import io.sluice.kustomize.field.FieldWalk;
import io.sluice.kustomize.patch.GoRegex;
import io.sluice.kustomize.yaml.Budget;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.SeqNode;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Finds all nodes a target path matches and replaces them, creating them if asked to.
final class PathMatcher {

    private final @Nullable Supplier<Node> creation;
    private final UnaryOperator<Node> change;
    private final Budget budget;
    private final StructuredText structured;
    private int matches;

    /// A matcher that replaces what it finds by what `change` makes of it.
    PathMatcher(@Nullable Supplier<Node> creation, UnaryOperator<Node> change, Budget budget) {
        this.creation = creation;
        this.change = change;
        this.budget = budget;
        this.structured = new StructuredText(budget);
    }

    /// The number of nodes matched so far.
    int matches() {
        return matches;
    }

    /// The node to be put in place of `node` after the path below it was visited.
    Node visit(Node node, List<String> path) {
        budget.refer(0, 1);
        if (path.isEmpty()) {
            matches++;
            return change.apply(node);
        }
        String part = path.getFirst();
        if (part.isEmpty()) {
            throw FieldWalk.wrongKind("ScalarNode", node);
        }
        List<String> rest = path.subList(1, path.size());
        if (node instanceof ScalarNode scalar) {
            return scalar.isNull() ? inNull(scalar, part, rest) : inText(scalar, path);
        }
        return inside(node, part, rest);
    }

    private Node inside(Node node, String part, List<String> rest) {
        if (FieldPath.isElement(part)) {
            elements(list(node), part, rest);
        } else if (part.equals("*")) {
            everything(node, rest);
        } else if (FieldPath.index(part) >= 0) {
            indexed(list(node), FieldPath.index(part), rest);
        } else {
            field(node, part, rest);
        }
        return node;
    }

    /// What is created in a null that is spelled out is lost; one that is not is refused.
    private Node inNull(ScalarNode nothing, String part, List<String> rest) {
        if (nothing.text().isEmpty()) {
            throw new KustomizeException(
                    "wrong node kind: expected "
                            + expected(part)
                            + " but got : node contents:\nnull\n",
                    null,
                    nothing.line());
        }
        inside(inList(part) ? new SeqNode() : new MapNode(), part, rest);
        return nothing;
    }

    private static boolean inList(String part) {
        return FieldPath.isElement(part) || FieldPath.index(part) >= 0 || part.equals("*");
    }

    private static String expected(String part) {
        return inList(part) ? "SequenceNode" : "MappingNode";
    }

    private Node inText(ScalarNode scalar, List<String> path) {
        Node inner = structured.parse(scalar);
        if (inner == null) {
            throw FieldWalk.wrongKind(expected(path.getFirst()), scalar);
        }
        Node changed = visit(inner, path);
        structured.write(scalar, changed);
        return scalar;
    }

    private static SeqNode list(Node node) {
        if (node instanceof SeqNode list) {
            return list;
        }
        throw FieldWalk.wrongKind("SequenceNode", node);
    }

    private void field(Node node, String name, List<String> rest) {
        if (!(node instanceof MapNode map)) {
            throw FieldWalk.wrongKind("MappingNode", node);
        }
        MapNode.Entry entry = map.entry(name);
        if (entry == null) {
            Node made = created(rest);
            if (made == null) {
                return;
            }
            map.append(name, visit(made, rest));
        } else {
            entry.value(visit(entry.value(), rest));
        }
    }

    private @Nullable Node created(List<String> rest) {
        Supplier<Node> leaf = creation;
        if (leaf == null) {
            return null;
        }
        if (rest.isEmpty()) {
            return leaf.get();
        }
        String next = rest.getFirst();
        boolean list = FieldPath.isElement(next) || FieldPath.index(next) >= 0;
        return list ? new SeqNode() : new MapNode();
    }

    private void indexed(SeqNode list, int index, List<String> rest) {
        int size = list.items().size();
        if (index == size) {
            Node made = created(rest);
            if (made != null) {
                list.add(made);
            }
        }
        if (index >= list.items().size()) {
            throw new KustomizeException(
                    "index " + index + " specified but only " + size + " elements found");
        }
        list.items().set(index, visit(list.items().get(index), rest));
    }

    private void everything(Node node, List<String> rest) {
        SeqNode list = list(node);
        for (int i = 0; i < list.items().size(); i++) {
            list.items().set(i, visit(list.items().get(i), rest));
        }
    }

    private void elements(SeqNode list, String part, List<String> rest) {
        String field = FieldPath.elementField(part);
        String wanted = FieldPath.elementValue(part);
        GoRegex pattern = GoRegex.isLiteral(wanted) ? null : GoRegex.searching(wanted, budget);
        boolean found = false;
        for (int i = 0; i < list.items().size(); i++) {
            Node item = list.items().get(i);
            if (has(item, field, wanted, pattern)) {
                found = true;
                list.items().set(i, visit(item, rest));
            }
        }
        if (!found && creation != null) {
            Node made =
                    field.isEmpty()
                            ? ScalarNode.bare(wanted)
                            : new MapNode().put(field, ScalarNode.bare(wanted));
            list.add(visit(made, rest));
        }
    }

    private static boolean has(Node item, String field, String wanted, @Nullable GoRegex pattern) {
        Node value = field.isEmpty() ? item : item instanceof MapNode map ? map.get(field) : null;
        String text = value == null ? null : value.scalarText();
        if (text == null) {
            return false;
        }
        return pattern == null ? text.contains(wanted) : pattern.matches(text);
    }
}
