package io.sluice.kustomize.yaml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A mapping: pairs in order, duplicates possible.
public final class MapNode extends Node {

    /// A pair.
    public static final class Entry {
        private final Node key;
        private Node value;

        /// A pair of the two nodes.
        public Entry(Node key, Node value) {
            this.key = key;
            this.value = value;
        }

        /// The key.
        public Node key() {
            return key;
        }

        /// The key's text; of a key that is no scalar, the empty text.
        public String name() {
            return key instanceof ScalarNode s ? s.text() : "";
        }

        /// Whether the key is a scalar with this text.
        public boolean is(String text) {
            return key instanceof ScalarNode s
                    && s.text().length() == text.length()
                    && s.text().equals(text);
        }

        /// The value.
        public Node value() {
            return value;
        }

        /// Replaces the value.
        public void value(Node node) {
            value = node;
        }
    }

    private final Entries entries = new Entries();
    private boolean flow;

    /// The pairs; may be changed.
    public List<Entry> entries() {
        return entries;
    }

    /// The pair with the given key, of several the first, or null.
    public @Nullable Entry entry(String key) {
        int at = entries.find(key);
        return at < 0 ? null : entries.get(at);
    }

    /// The value under the given key, or null.
    public @Nullable Node get(String key) {
        Entry entry = entry(key);
        return entry == null ? null : entry.value;
    }

    /// The map under the given key, or null if there is none or it is no map.
    public @Nullable MapNode map(String key) {
        return get(key) instanceof MapNode m ? m : null;
    }

    /// The list under the given key, or null if there is none or it is no list.
    public @Nullable SeqNode list(String key) {
        return get(key) instanceof SeqNode s ? s : null;
    }

    /// The text of the scalar under the given key; empty if there is none.
    public String text(String key) {
        return get(key) instanceof ScalarNode s && s.tag() != Tag.NULL ? s.text() : "";
    }

    /// Appends a pair without looking for the key. The key is not marked with a type.
    public MapNode append(String key, Node value) {
        entries.add(new Entry(ScalarNode.bare(key), value));
        return this;
    }

    /// Puts a value under a key, replacing what is there.
    public MapNode put(String key, Node value) {
        Entry entry = entry(key);
        if (entry == null) {
            append(key, value);
        } else {
            entry.value = value;
        }
        return this;
    }

    /// Puts a text under a key.
    public MapNode put(String key, String value) {
        return put(key, ScalarNode.string(value));
    }

    /// Removes the pair with the given key.
    public @Nullable Node remove(String key) {
        int at = entries.find(key);
        return at < 0 ? null : entries.remove(at).value;
    }

    /// Whether the map was written in braces.
    public boolean flow() {
        return flow;
    }

    /// Notes whether the map was written in braces.
    public MapNode flow(boolean value) {
        flow = value;
        return this;
    }

    @Override
    public MapNode copy() {
        var copy = new MapNode();
        for (Entry entry : entries) {
            copy.entries.add(new Entry(entry.key.copy(), entry.value.copy()));
        }
        copy.flow = flow;
        copy.copyMarks(this);
        return copy;
    }
}
