package io.sluice.kustomize.yaml;

import java.util.HashSet;
import java.util.Set;
import java.util.function.DoubleFunction;

/// An object as JSON patches leave it: texts and keys are in quotes, numbers are what JSON makes of them. What
/// another patch does to it is as cheap as what it touches, so keys that are new are put in order only when
/// somebody else looks, and the numbers written as they are printed: where one becomes part of a text, this is
/// what shows.
public final class JsonTree {

    private final MapNode root;
    private final Set<MapNode> unordered = new HashSet<>(2);
    private boolean all;
    private boolean printed;

    private JsonTree(MapNode root, boolean printed) {
        this.root = root;
        this.printed = printed;
    }

    /// An object that is JSON already and in order.
    public static JsonTree of(MapNode root) {
        return new JsonTree(root, false);
    }

    /// An object that is JSON already and in order, but for its numbers, which are as they are printed.
    public static JsonTree ofPrinted(MapNode root) {
        return new JsonTree(root, true);
    }

    /// The object as a patch sees it, its keys in any order.
    public MapNode root() {
        if (printed) {
            numbers(root, Numbers::json);
            printed = false;
        }
        return root;
    }

    /// The object as others see it, its keys in order.
    public MapNode ordered() {
        if (!printed) {
            numbers(root, Numbers::general);
            printed = true;
        }
        unordered.forEach(map -> KeyOrder.sort(map.entries()));
        unordered.clear();
        all = false;
        return root;
    }

    private static void numbers(Node node, DoubleFunction<String> form) {
        switch (node) {
            case MapNode map -> map.entries().forEach(entry -> numbers(entry.value(), form));
            case SeqNode list -> list.items().forEach(item -> numbers(item, form));
            case ScalarNode scalar -> {
                if (scalar.tag() == Tag.INT || scalar.tag() == Tag.FLOAT) {
                    scalar.rewrite(form);
                }
            }
        }
    }

    /// Puts a value under a key of one of the maps, replacing what is there.
    public void put(MapNode map, String key, Node value) {
        MapNode.Entry entry = map.entry(key);
        if (entry == null) {
            map.entries().add(new MapNode.Entry(key(key), value));
            unordered.add(map);
        } else {
            entry.value(value);
        }
    }

    /// Notes that the keys of the outermost maps, in which something was noted, come into order, too.
    public void orderAll() {
        if (!all) {
            all = true;
            unordered.add(root);
            MapNode metadata = root.map("metadata");
            if (metadata != null) {
                unordered.add(metadata);
            }
        }
    }

    /// Gives a map that is JSON but for its keys such as JSON has.
    public static void quoteKeys(MapNode map) {
        map.entries().replaceAll(entry -> new MapNode.Entry(key(entry.name()), entry.value()));
        KeyOrder.sort(map.entries());
    }

    /// The key that merges is the one that nobody puts in quotes, so what it says is merged when the object is
    /// written.
    public static ScalarNode key(String text) {
        return text.equals("<<") ? ScalarNode.bare(text) : ScalarNode.quotedString(text);
    }
}
