package io.sluice.kustomize.build;

import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.SeqNode;
import io.sluice.kustomize.yaml.YamlException;

/// Refuses the characters that the reference cannot print.
final class Printable {

    private Printable() {}

    static void check(Node node) {
        switch (node) {
            case MapNode map -> {
                for (MapNode.Entry entry : map.entries()) {
                    check(entry.name(), node);
                    check(entry.value());
                }
            }
            case SeqNode list -> list.items().forEach(Printable::check);
            case ScalarNode scalar -> check(scalar.text(), scalar);
        }
    }

    private static void check(String text, Node node) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c >= 0x7F && c <= 0x9F && c != 0x85) || c >= 0xFFFE) {
                throw new YamlException("yaml: control characters are not allowed", node.line());
            }
        }
    }
}
