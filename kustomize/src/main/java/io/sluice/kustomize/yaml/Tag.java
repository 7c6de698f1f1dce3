package io.sluice.kustomize.yaml;

/// The type a scalar is marked with.
public enum Tag {
    /// Not marked: a plain scalar's type follows from its text.
    NONE(""),
    /// Text.
    STR("!!str"),
    /// An integer.
    INT("!!int"),
    /// A floating point number.
    FLOAT("!!float"),
    /// A truth value.
    BOOL("!!bool"),
    /// Nothing.
    NULL("!!null"),
    /// A date or a point in time.
    TIMESTAMP("!!timestamp"),
    /// Bytes in base64.
    BINARY("!!binary"),
    /// The merge key `<<`.
    MERGE("!!merge"),
    /// A tag of somebody's own.
    OTHER("!");

    private final String text;

    Tag(String text) {
        this.text = text;
    }

    /// The tag as written in YAML.
    public String text() {
        return text;
    }

    /// The tag for a full or short tag text.
    static Tag of(String written) {
        String suffix =
                written.startsWith("tag:yaml.org,2002:")
                        ? "!!" + written.substring("tag:yaml.org,2002:".length())
                        : written;
        for (Tag tag : values()) {
            if (tag != NONE && tag.text.equals(suffix)) {
                return tag;
            }
        }
        return OTHER;
    }
}
