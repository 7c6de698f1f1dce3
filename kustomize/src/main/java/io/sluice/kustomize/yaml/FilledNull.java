package io.sluice.kustomize.yaml;

/// A null that was given entries. It is still one, and printed as one, for all but those who ask for the
/// entries: annotations and labels are read from it, and it keeps them where a map is made of it.
public final class FilledNull extends ScalarNode {

    private final MapNode entries;

    private FilledNull(ScalarNode nothing, MapNode entries) {
        super(nothing.text(), nothing.tag(), nothing.style());
        explicitTag(nothing.explicitTag());
        copyMarks(nothing);
        this.entries = entries;
    }

    /// What a null becomes before it is given entries: itself if it has some already.
    public static FilledNull of(ScalarNode nothing) {
        return nothing instanceof FilledNull filled
                ? filled
                : new FilledNull(nothing, new MapNode());
    }

    /// The null without what it was given.
    public ScalarNode emptied() {
        return super.copy();
    }

    /// The entries; may be changed.
    public MapNode entries() {
        return entries;
    }

    /// The entries of a null that has some, otherwise the node itself.
    public static Node entriesOrSelf(Node node) {
        return node instanceof FilledNull filled && filled.isNull() ? filled.entries : node;
    }

    @Override
    public FilledNull copy() {
        return new FilledNull(this, entries.copy());
    }
}
