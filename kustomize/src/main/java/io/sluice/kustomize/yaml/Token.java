package io.sluice.kustomize.yaml;

/// A token of YAML.
///
/// @param type what it is
/// @param text text of a scalar, name of an anchor or alias, suffix of a tag, directive's value
/// @param handle handle of a tag
/// @param style style of a scalar
/// @param start where it starts
record Token(Type type, String text, String handle, Style style, Mark start) {

    enum Type {
        STREAM_END,
        VERSION_DIRECTIVE,
        TAG_DIRECTIVE,
        DOCUMENT_START,
        DOCUMENT_END,
        BLOCK_SEQUENCE_START,
        BLOCK_MAPPING_START,
        BLOCK_END,
        FLOW_SEQUENCE_START,
        FLOW_SEQUENCE_END,
        FLOW_MAPPING_START,
        FLOW_MAPPING_END,
        BLOCK_ENTRY,
        FLOW_ENTRY,
        KEY,
        VALUE,
        ALIAS,
        ANCHOR,
        TAG,
        SCALAR
    }

    static Token of(Type type, Mark start) {
        return new Token(type, "", "", Style.PLAIN, start);
    }

    static Token named(Type type, String text, Mark start) {
        return new Token(type, text, "", Style.PLAIN, start);
    }
}
