package io.sluice.kustomize.yaml;

import java.util.function.DoubleFunction;

/// A scalar: its text, the type it is marked with and how it was written.
public sealed class ScalarNode extends Node permits FilledNull {

    private String text;
    private Tag tag;
    private Style style;
    private boolean explicitTag;
    private boolean shared;

    /// A scalar with everything given.
    public ScalarNode(String text, Tag tag, Style style) {
        this.text = text;
        this.tag = tag;
        this.style = style;
    }

    /// A scalar marked as text.
    public static ScalarNode string(String text) {
        return new ScalarNode(text, Tag.STR, Style.PLAIN);
    }

    /// A scalar marked as text, in double quotes if YAML 1.1 would read it as something else.
    public static ScalarNode quotedString(String text) {
        boolean word = Scalars.of(Dialect.CONFIG).tagOf(text) == Tag.STR;
        return new ScalarNode(text, Tag.STR, word ? Style.PLAIN : Style.DOUBLE);
    }

    /// A scalar marked as text, written as a text of JSON is.
    public static ScalarNode printedString(String text) {
        return quotedString(text).printed();
    }

    /// Takes the style that a text of JSON is written in: a block if it has several lines, quotes where it would
    /// be something else without.
    public ScalarNode printed() {
        if (text.indexOf('\n') >= 0) {
            style = TextShape.inTree(text).block() ? Style.LITERAL : Style.DOUBLE;
        } else if (style != Style.DOUBLE) {
            TextShape shape = TextShape.of(text);
            style = shape.plain() ? Style.PLAIN : shape.single() ? Style.SINGLE : Style.DOUBLE;
        }
        return this;
    }

    /// A number as it is written; its mark follows from whether that is an integer.
    public static ScalarNode number(String text) {
        return new ScalarNode(text, numberTag(text), Style.PLAIN);
    }

    /// A number in another form than it is written in.
    public static ScalarNode number(String text, DoubleFunction<String> form) {
        return bare(text).rewrite(form);
    }

    private static Tag numberTag(String text) {
        return Numbers.parseInt(text) == null ? Tag.FLOAT : Tag.INT;
    }

    /// A scalar without a mark: its type follows from its text when it is printed.
    public static ScalarNode bare(String text) {
        return new ScalarNode(text, Tag.NONE, Style.PLAIN);
    }

    /// The text.
    public String text() {
        return text;
    }

    /// Replaces the text and nothing else.
    public void text(String value) {
        text = value;
    }

    /// Writes the number that this is in another form, and marks it by that.
    ScalarNode rewrite(DoubleFunction<String> form) {
        text = form.apply(Double.parseDouble(text));
        tag = numberTag(text);
        return this;
    }

    /// The mark.
    public Tag tag() {
        return tag;
    }

    /// Replaces the mark.
    public void tag(Tag value) {
        tag = value;
    }

    /// How the scalar was written.
    public Style style() {
        return style;
    }

    /// Replaces the style.
    public void style(Style value) {
        style = value;
    }

    /// Whether the tag was written out in the file.
    public boolean explicitTag() {
        return explicitTag;
    }

    /// Notes whether the tag was written out.
    public ScalarNode explicitTag(boolean value) {
        explicitTag = value;
        return this;
    }

    /// Whether the scalar may stand in several places, so that it changes in all of them at once. A
    /// copy is in one.
    public boolean shared() {
        return shared;
    }

    /// Notes that the scalar may stand in several places.
    public ScalarNode share() {
        shared = true;
        return this;
    }

    /// Whether the scalar is in quotes or a block.
    public boolean quoted() {
        return style != Style.PLAIN;
    }

    /// Whether the scalar is marked, or by its quotes counts, as text.
    public boolean isString() {
        return tag == Tag.STR || (tag == Tag.NONE && quoted());
    }

    @Override
    public ScalarNode copy() {
        var copy = new ScalarNode(text, tag, style);
        copy.explicitTag = explicitTag;
        copy.copyMarks(this);
        return copy;
    }

    @Override
    public String toString() {
        return text;
    }
}
