package io.sluice.kustomize.yaml;

/// Writes finished values as Go's `%#v` writes what they are decoded into.
final class GoSyntax {

    private GoSyntax() {}

    static String of(Node node, Dialect dialect) {
        var out = new StringBuilder();
        write(node, dialect, out);
        return out.toString();
    }

    private static void write(Node node, Dialect dialect, StringBuilder out) {
        switch (node) {
            case MapNode map -> {
                out.append(dialect == Dialect.CONFIG ? "map[interface {}]" : "map[string]");
                out.append("interface {}{");
                for (MapNode.Entry entry : map.entries()) {
                    out.append(entry == map.entries().getFirst() ? "" : ", ");
                    out.append(GoQuote.quote(entry.name())).append(':');
                    write(entry.value(), dialect, out);
                }
                out.append('}');
            }
            case SeqNode list -> {
                out.append("[]interface {}{");
                for (int i = 0; i < list.items().size(); i++) {
                    out.append(i == 0 ? "" : ", ");
                    write(list.items().get(i), dialect, out);
                }
                out.append('}');
            }
            case ScalarNode scalar ->
                    out.append(
                            switch (scalar.tag()) {
                                case NULL -> "interface {}(nil)";
                                case INT, FLOAT, BOOL -> scalar.text();
                                default -> GoQuote.quote(scalar.text());
                            });
        }
    }
}
