package io.sluice.kustomize.yaml;

import org.jspecify.annotations.Nullable;

/// A node of a YAML document. Trees are mutable and belong to one build.
public abstract sealed class Node permits MapNode, SeqNode, ScalarNode {

    private int line;
    private @Nullable String schemaComment;
    private @Nullable Object settled;

    /// A deep copy.
    public abstract Node copy();

    /// The line of the file this node starts at, counted from 1; 0 if it was made by the engine.
    public int line() {
        return line;
    }

    /// Remembers where the node starts.
    public Node at(int value) {
        line = value;
        return this;
    }

    /// A comment on the node that holds a JSON object, which Kustomize reads as a schema.
    public @Nullable String schemaComment() {
        return schemaComment;
    }

    /// Attaches a schema comment.
    public void schemaComment(@Nullable String text) {
        schemaComment = text;
    }

    /// What a merge that found nothing to change here left behind to know the node by. A copy has none.
    public @Nullable Object settled() {
        return settled;
    }

    /// Leaves behind, or takes away, what a merge will know the node by.
    public void settled(@Nullable Object mark) {
        settled = mark;
    }

    /// Whether the node is a null of any spelling.
    public boolean isNull() {
        return this instanceof ScalarNode s && s.tag() == Tag.NULL;
    }

    /// Whether the node is null, an empty map or an empty list.
    public boolean isEmptyOrNull() {
        return switch (this) {
            case MapNode m -> m.entries().isEmpty();
            case SeqNode s -> s.items().isEmpty();
            case ScalarNode s -> s.tag() == Tag.NULL;
        };
    }

    /// The text of a scalar, or null for anything else.
    public @Nullable String scalarText() {
        return this instanceof ScalarNode s ? s.text() : null;
    }

    /// The kind of node in the words of error messages.
    public String kindName() {
        return switch (this) {
            case MapNode m -> "MappingNode";
            case SeqNode s -> "SequenceNode";
            case ScalarNode s -> "ScalarNode";
        };
    }

    final void copyMarks(Node from) {
        line = from.line;
        schemaComment = from.schemaComment;
    }

    /// Whether `node` is missing or null.
    public static boolean missingOrNull(@Nullable Node node) {
        return node == null || node.isNull();
    }
}
