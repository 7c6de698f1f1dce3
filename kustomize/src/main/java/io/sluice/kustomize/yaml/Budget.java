package io.sluice.kustomize.yaml;

/// What one build may still spend on YAML. Belongs to one build.
public final class Budget {

    private final int depth;
    private long nodes;
    private long aliased;

    /// A budget of so many nodes, so many of them copied for aliases, so deep.
    public Budget(long nodes, long aliased, int depth) {
        this.nodes = nodes;
        this.aliased = aliased;
        this.depth = depth;
    }

    /// A budget for a text that is known to be harmless.
    public static Budget generous() {
        return new Budget(2_000_000, 200_000, 500);
    }

    void node(int atDepth, int line) {
        if (atDepth > depth) {
            throw new YamlException("yaml: exceeded max depth of " + depth, line);
        }
        if (--nodes < 0) {
            throw new YamlException("yaml: too many nodes in one build", line);
        }
    }

    /// Pays for the copy of an aliased node.
    void alias(Node node, int atDepth, int line) {
        if (--aliased < 0) {
            throw new YamlException("yaml: document contains excessive aliasing", line);
        }
        node(atDepth, line);
        switch (node) {
            case MapNode map -> {
                for (var entry : map.entries()) {
                    alias(entry.key(), atDepth + 1, line);
                    alias(entry.value(), atDepth + 1, line);
                }
            }
            case SeqNode list -> {
                for (Node item : list.items()) {
                    alias(item, atDepth + 1, line);
                }
            }
            case ScalarNode scalar -> {}
        }
    }
}
