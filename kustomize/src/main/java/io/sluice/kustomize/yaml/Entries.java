package io.sluice.kustomize.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The pairs of a map. Where there are many and they are looked up often, they are found by the hash of
/// the key.
final class Entries extends ArrayList<MapNode.Entry> {

    private static final long serialVersionUID = 1;

    /// So many pairs are always compared one by one.
    private static final int FEW = 32;

    /// So many times even more are.
    private static final int SELDOM = 8;

    private transient @Nullable Map<String, Integer> places;
    private int searches;

    /// The state of this list, as it counts its changes, that `places` is about.
    private int state = -1;

    Entries() {
        super(4);
    }

    /// The place of the first pair with the key, or -1.
    int find(String key) {
        if (size() > FEW && (indexed() || ++searches > SELDOM)) {
            return places().getOrDefault(key, -1);
        }
        for (int i = 0; i < size(); i++) {
            if (get(i).is(key)) {
                return i;
            }
        }
        return -1;
    }

    private boolean indexed() {
        return state == modCount && places != null;
    }

    private Map<String, Integer> places() {
        Map<String, Integer> known = places;
        if (known == null || state != modCount) {
            known = HashMap.newHashMap(size());
            for (int i = 0; i < size(); i++) {
                note(known, get(i), i);
            }
            places = known;
            state = modCount;
            searches = 0;
        }
        return known;
    }

    private static void note(Map<String, Integer> places, MapNode.Entry entry, int place) {
        if (entry.key() instanceof ScalarNode key) {
            places.putIfAbsent(key.text(), place);
        }
    }

    @Override
    public boolean add(MapNode.Entry entry) {
        Map<String, Integer> known = indexed() ? places : null;
        super.add(entry);
        if (known != null) {
            note(known, entry, size() - 1);
            state = modCount;
        }
        return true;
    }

    @Override
    public MapNode.Entry set(int index, MapNode.Entry entry) {
        places = null;
        return super.set(index, entry);
    }
}
