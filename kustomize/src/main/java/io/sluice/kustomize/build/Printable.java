package io.sluice.kustomize.build;

import io.sluice.kustomize.yaml.JsonWriter;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.SeqNode;
import io.sluice.kustomize.yaml.YamlException;

/// Refuses the characters that the reference cannot print, and counts those that there will be.
final class Printable {

    private Printable() {}

    /// How many characters the texts in a tree take in JSON.
    static long check(Node node) {
        long length = 0;
        switch (node) {
            case MapNode map -> {
                for (MapNode.Entry entry : map.entries()) {
                    length += check(entry.name(), node) + check(entry.value());
                }
            }
            case SeqNode list -> {
                for (Node item : list.items()) {
                    length += check(item);
                }
            }
            case ScalarNode scalar -> length = check(scalar.text(), scalar);
        }
        return length;
    }

    private static long check(String text, Node node) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c >= 0x7F && c <= 0x9F && c != 0x85) || c >= 0xFFFE) {
                throw new YamlException("yaml: control characters are not allowed", node.line());
            }
        }
        return text.length() + JsonWriter.escapes(text);
    }
}
