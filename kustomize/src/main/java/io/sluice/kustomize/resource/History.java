package io.sluice.kustomize.resource;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The former identities of a resource, kept in annotations that hold a list each: the names, the
/// namespaces and the kinds, oldest first.
public final class History {

    private static final Set<String> KEYS =
            Set.of(
                    Annotations.PREVIOUS_NAMES,
                    Annotations.PREVIOUS_NAMESPACES,
                    Annotations.PREVIOUS_KINDS);

    private History() {}

    /// Reads the identities; each is of the version that the resource has now.
    static List<ResId> read(Resource resource, Scopes scopes) {
        String names = resource.annotation(Annotations.PREVIOUS_NAMES);
        if (names == null) {
            return List.of();
        }
        List<ResId> ids =
                ids(
                        names,
                        resource.annotation(Annotations.PREVIOUS_NAMESPACES),
                        resource.annotation(Annotations.PREVIOUS_KINDS),
                        new ResId(resource.gvk(), "", "", false),
                        scopes);
        if (ids == null) {
            throw new KustomizeException(
                    "number of previous names, number of previous namespaces, number of previous"
                            + " kinds not equal: something gave "
                            + resource.currentId()
                            + " an empty name, kind or namespace",
                    resource.file(),
                    resource.root().line());
        }
        return ids;
    }

    /// The identities in three lists, or null if these are not of one length. What one has in common with the one
    /// before it is held once; the first may have the type, and more, in common with `before`.
    static @Nullable List<ResId> ids(
            String names,
            @Nullable String namespaces,
            @Nullable String kinds,
            ResId before,
            Scopes scopes) {
        String[] name = split(names);
        String[] namespace = split(namespaces);
        String[] kind = split(kinds);
        if (name.length != namespace.length || name.length != kind.length) {
            return null;
        }
        var ids = new ArrayList<ResId>(name.length);
        ResId last = before;
        for (int i = 0; i < name.length; i++) {
            Gvk gvk = last.gvk();
            if (!gvk.kind().equals(kind[i])) {
                gvk = new Gvk(gvk.group(), gvk.version(), kind[i]);
            }
            last =
                    new ResId(
                            gvk,
                            one(last.name(), name[i]),
                            one(last.namespace(), namespace[i]),
                            scopes.clusterScoped(gvk));
            ids.add(last);
        }
        return ids;
    }

    /// The first of two texts if they are equal.
    private static String one(String first, String second) {
        return first.equals(second) ? first : second;
    }

    /// How many characters the identities of a resource take.
    static int length(Resource resource) {
        HistoryTexts texts = resource.historyTexts();
        if (texts != null) {
            return texts.length();
        }
        int length = 0;
        for (String key : KEYS) {
            String list = resource.annotation(key);
            length += list == null ? 0 : list.length();
        }
        return length;
    }

    private static String[] split(@Nullable String value) {
        return value == null ? new String[0] : value.split(",", -1);
    }

    /// The annotations that note one more identity; the one that was noted last is not noted again.
    static Map<String, String> with(ResId id, Map<String, String> annotations) {
        if (!isNoted(id, annotations::get)) {
            append(annotations, id);
        }
        annotations.keySet().retainAll(KEYS);
        return annotations;
    }

    /// Appends to the list that an annotation of an object is.
    ///
    /// @return whether nothing else about its annotations changed
    static boolean append(MapNode root, String key, String value) {
        ScalarNode list = HistoryTexts.of(root, key);
        if (list != null) {
            HistoryTexts.append(list, value);
            return true;
        }
        Map<String, String> all = Annotations.read(root, "annotations");
        append(all, key, value);
        Annotations.add(root, Map.of(key, all.getOrDefault(key, "")));
        return false;
    }

    /// Notes an identity a number of times more in annotations, for those who are shown what the reference has
    /// there.
    public static void repeat(ResId id, int times, MapNode annotations) {
        Map<String, String> all = Annotations.texts(annotations);
        for (int i = 0; i < times; i++) {
            append(all, id);
        }
        all.keySet().retainAll(KEYS);
        all.forEach(annotations::put);
    }

    private static void append(Map<String, String> annotations, ResId id) {
        append(annotations, Annotations.PREVIOUS_NAMES, id.name());
        append(annotations, Annotations.PREVIOUS_NAMESPACES, id.effectiveNamespace());
        append(annotations, Annotations.PREVIOUS_KINDS, id.gvk().kind());
    }

    /// Whether this identity is the one that was noted last.
    static boolean isNoted(ResId id, Function<String, @Nullable String> annotations) {
        return ends(annotations.apply(Annotations.PREVIOUS_NAMES), id.name())
                && ends(annotations.apply(Annotations.PREVIOUS_NAMESPACES), id.effectiveNamespace())
                && ends(annotations.apply(Annotations.PREVIOUS_KINDS), id.gvk().kind());
    }

    private static boolean ends(@Nullable String list, String value) {
        return list != null
                && !value.isEmpty()
                && (list.equals(value) || list.endsWith("," + value));
    }

    /// Appends to the list that an annotation is; an empty value leaves no trace.
    private static void append(Map<String, String> annotations, String key, String value) {
        String old = annotations.get(key);
        if (!value.isEmpty()) {
            annotations.put(key, old == null || old.isEmpty() ? value : old + "," + value);
        }
    }
}
