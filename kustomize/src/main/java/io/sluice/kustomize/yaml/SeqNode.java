package io.sluice.kustomize.yaml;

import java.util.ArrayList;
import java.util.List;

/// A list.
public final class SeqNode extends Node {

    private final List<Node> items;
    private boolean flow;

    /// An empty list.
    public SeqNode() {
        items = new ArrayList<>();
    }

    /// A list of the given nodes.
    public static SeqNode of(List<? extends Node> nodes) {
        var list = new SeqNode();
        list.items.addAll(nodes);
        return list;
    }

    /// The elements; may be changed.
    public List<Node> items() {
        return items;
    }

    /// Adds an element.
    public void add(Node node) {
        items.add(node);
    }

    /// Whether the list was written in brackets.
    public boolean flow() {
        return flow;
    }

    /// Notes whether the list was written in brackets.
    public SeqNode flow(boolean value) {
        flow = value;
        return this;
    }

    @Override
    public SeqNode copy() {
        var copy = new SeqNode();
        for (Node item : items) {
            copy.items.add(item.copy());
        }
        copy.flow = flow;
        copy.copyMarks(this);
        return copy;
    }
}
