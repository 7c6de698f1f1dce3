package io.sluice.kustomize.yaml;

import java.util.HashMap;
import java.util.Map;

/// What a document says of itself before it starts: the version of YAML and handles for tags.
final class Directives {

    private final CharSource in;
    private final Map<String, String> handles = new HashMap<>();

    Directives(CharSource in) {
        this.in = in;
    }

    /// Takes the directives in front of a document.
    void read(Scanner scanner) {
        boolean versioned = false;
        boolean any = false;
        while (true) {
            Token token = scanner.peek();
            switch (token.type()) {
                case TAG_DIRECTIVE -> handle(token);
                case VERSION_DIRECTIVE -> {
                    if (versioned) {
                        throw problem(token, "found duplicate %YAML directive");
                    }
                    if (!token.text().equals("1.1")) {
                        throw problem(token, "found incompatible YAML document");
                    }
                    versioned = true;
                }
                default -> {
                    if (any && token.type() != TokenType.DOCUMENT_START) {
                        throw problem(token, "did not find expected <document start>");
                    }
                    return;
                }
            }
            any = true;
            scanner.next();
        }
    }

    private void handle(Token token) {
        String[] parts = token.text().split("\\s+", 2);
        if (handles.put(parts[0], parts.length > 1 ? parts[1] : "") != null) {
            throw problem(token, "found duplicate %TAG directive");
        }
    }

    private YamlException problem(Token token, String problem) {
        return in.parseError(Mark.START, token.start(), problem);
    }

    /// A tag with its handle replaced by what it stands for.
    String fullTag(Token tag) {
        return switch (tag.handle()) {
            case "" -> tag.text();
            case "!" -> handles.getOrDefault("!", "!") + tag.text();
            case "!!" -> handles.getOrDefault("!!", "tag:yaml.org,2002:") + tag.text();
            default -> {
                String prefix = handles.get(tag.handle());
                if (prefix == null) {
                    throw problem(tag, "found undefined tag handle");
                }
                yield prefix + tag.text();
            }
        };
    }
}
