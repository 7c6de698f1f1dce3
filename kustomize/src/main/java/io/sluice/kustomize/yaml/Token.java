package io.sluice.kustomize.yaml;

/// A token of YAML.
///
/// @param type what it is
/// @param text text of a scalar, name of an anchor or alias, suffix of a tag, directive's value
/// @param handle handle of a tag
/// @param style style of a scalar
/// @param start where it starts
record Token(TokenType type, String text, String handle, Style style, Mark start) {

    static Token of(TokenType type, Mark start) {
        return new Token(type, "", "", Style.PLAIN, start);
    }

    static Token named(TokenType type, String text, Mark start) {
        return new Token(type, text, "", Style.PLAIN, start);
    }
}
