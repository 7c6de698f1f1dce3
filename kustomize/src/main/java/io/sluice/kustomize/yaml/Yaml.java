package io.sluice.kustomize.yaml;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads YAML.
public final class Yaml {

    private Yaml() {}

    /// Decodes a file as UTF-8; malformed input is an error.
    public static String decode(byte[] bytes) {
        return CharSource.decode(bytes);
    }

    /// The first document of a text, or null if it holds none.
    ///
    /// @param lineOffset lines of the file before the text
    /// @throws YamlException if it is malformed
    public static @Nullable Node parse(
            String text, Dialect dialect, Budget budget, int lineOffset) {
        return new Composer(text, dialect, budget, lineOffset).compose();
    }

    /// The first document of a text in YAML 1.1 with all values final, or null.
    public static @Nullable Node config(String text, Budget budget) {
        Node root = parse(text, Dialect.CONFIG, budget, 0);
        NullKeys.refuse(root);
        return root == null ? null : new Finisher(Dialect.CONFIG).finish(root);
    }

    /// The first document of a text in YAML 1.1 in which no key may come twice, or null.
    public static @Nullable Node uniqueConfig(String text, Budget budget) {
        Node root = parse(text, Dialect.CONFIG, budget, 0);
        NullKeys.refuse(root);
        return root == null ? null : Finisher.ofUniqueKeys().finish(root);
    }

    /// The size of a text in UTF-8.
    static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
