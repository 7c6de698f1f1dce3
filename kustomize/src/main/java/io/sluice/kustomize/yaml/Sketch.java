package io.sluice.kustomize.yaml;

/// Shows a node in an error message: its own order, its own style, shortened if it is long.
public final class Sketch {

    private static final int LONGEST = 2000;

    private Sketch() {}

    /// The text of a node.
    public static String of(Node node) {
        String text = TreeWriter.start(node, LONGEST).stripTrailing();
        return (text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text) + "\n";
    }
}
