package io.sluice.kustomize.yaml;

/// Shows a node in an error message: its own order, its own style, shortened if it is long.
public final class Sketch {

    private static final int LONGEST = 2000;

    private final StringBuilder out = new StringBuilder();
    private final int limit;

    private Sketch(int limit) {
        this.limit = limit;
    }

    /// The whole text of a node, however long.
    public static String whole(Node node) {
        var sketch = new Sketch(Integer.MAX_VALUE);
        sketch.block(node, 0, false);
        return sketch.out.toString();
    }

    /// The text of a node.
    public static String of(Node node) {
        var sketch = new Sketch(LONGEST);
        sketch.block(node, 0, false);
        String text = sketch.out.toString().stripTrailing();
        return (text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text) + "\n";
    }

    private void block(Node node, int indent, boolean started) {
        if (out.length() > limit) {
            return;
        }
        switch (node) {
            case MapNode map when !map.flow() && !map.entries().isEmpty() -> {
                boolean first = started;
                for (MapNode.Entry entry : map.entries()) {
                    out.append(first ? "" : " ".repeat(indent)).append(entry.name()).append(':');
                    first = false;
                    child(entry.value(), indent);
                }
            }
            case SeqNode list when !list.flow() && !list.items().isEmpty() -> {
                boolean first = started;
                for (Node item : list.items()) {
                    out.append(first ? "" : " ".repeat(indent)).append("- ");
                    first = false;
                    block(item, indent + 2, true);
                }
            }
            default -> {
                flow(node);
                out.append('\n');
            }
        }
    }

    private void child(Node value, int indent) {
        boolean nested =
                (value instanceof MapNode m && !m.flow() && !m.entries().isEmpty())
                        || (value instanceof SeqNode s && !s.flow() && !s.items().isEmpty());
        if (nested) {
            out.append('\n');
            block(value, value instanceof MapNode ? indent + 2 : indent, false);
        } else {
            out.append(' ');
            flow(value);
            out.append('\n');
        }
    }

    /// An item of a flow collection, where an empty value has to be seen.
    private void inFlow(Node node) {
        boolean empty = node instanceof ScalarNode scalar && scalar.text().isEmpty();
        if (empty && !((ScalarNode) node).quoted()) {
            out.append("''");
        } else {
            flow(node);
        }
    }

    private void flow(Node node) {
        switch (node) {
            case MapNode map -> {
                out.append('{');
                String separator = "";
                for (MapNode.Entry entry : map.entries()) {
                    out.append(separator).append(entry.name()).append(": ");
                    inFlow(entry.value());
                    separator = ", ";
                }
                out.append('}');
            }
            case SeqNode list -> {
                out.append('[');
                String separator = "";
                for (Node item : list.items()) {
                    out.append(separator);
                    inFlow(item);
                    separator = ", ";
                }
                out.append(']');
            }
            case ScalarNode scalar ->
                    out.append(
                            switch (scalar.style()) {
                                case SINGLE -> "'" + scalar.text().replace("'", "''") + "'";
                                case DOUBLE ->
                                        '"'
                                                + scalar.text()
                                                        .replace("\\", "\\\\")
                                                        .replace("\"", "\\\"")
                                                + '"';
                                default -> scalar.text();
                            });
        }
    }
}
