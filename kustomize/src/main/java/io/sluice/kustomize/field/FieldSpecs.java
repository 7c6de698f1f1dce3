package io.sluice.kustomize.field;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.resource.Gvk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Merges lists of field specs.
public final class FieldSpecs {

    /// So few are compared with all others.
    private static final int FEW = 8;

    private FieldSpecs() {}

    /// How many of the specs are about a type.
    public static int selecting(List<FieldSpec> specs, Gvk type) {
        int count = 0;
        for (FieldSpec spec : specs) {
            count += type.selectedBy(spec.gvk()) ? 1 : 0;
        }
        return count;
    }

    /// Both lists; a spec that is covered already is left out.
    public static List<FieldSpec> merge(List<FieldSpec> base, List<FieldSpec> more) {
        var merged = new ArrayList<>(base);
        Covering covering = more.size() > FEW ? new Covering(merged) : null;
        for (FieldSpec spec : more) {
            FieldSpec present = covering == null ? first(merged, spec) : covering.first(spec);
            if (present == null) {
                merged.add(spec);
                if (covering != null) {
                    covering.add(spec);
                }
            } else if (present.create() != spec.create()) {
                throw new KustomizeException("conflicting fieldspecs");
            }
        }
        return merged;
    }

    private static @Nullable FieldSpec first(List<FieldSpec> list, FieldSpec spec) {
        for (FieldSpec present : list) {
            if (present.path().equals(spec.path()) && present.gvk().selectedBy(spec.gvk())) {
                return present;
            }
        }
        return null;
    }

    /// The specs of a list by what they cover: those that give at least certain parts of a type, found by
    /// these parts and the path.
    private static final class Covering {

        private record Given(boolean group, boolean version, boolean kind) {}

        private record Key(String path, Gvk gvk) {}

        private final List<FieldSpec> list;
        private final Map<Given, Map<Key, FieldSpec>> byParts = new HashMap<>(2);

        Covering(List<FieldSpec> list) {
            this.list = list;
        }

        @Nullable FieldSpec first(FieldSpec spec) {
            Gvk gvk = spec.gvk();
            var given =
                    new Given(
                            !gvk.group().isEmpty(),
                            !gvk.version().isEmpty(),
                            !gvk.kind().isEmpty());
            return byParts.computeIfAbsent(given, this::index).get(key(given, spec));
        }

        private Map<Key, FieldSpec> index(Given given) {
            var index = new HashMap<Key, FieldSpec>();
            list.forEach(spec -> index.putIfAbsent(key(given, spec), spec));
            return index;
        }

        /// Adds a spec that came to the end of the list.
        void add(FieldSpec spec) {
            byParts.forEach((given, index) -> index.putIfAbsent(key(given, spec), spec));
        }

        private static Key key(Given given, FieldSpec spec) {
            Gvk gvk = spec.gvk();
            var parts =
                    new Gvk(
                            given.group ? gvk.group() : "",
                            given.version ? gvk.version() : "",
                            given.kind ? gvk.kind() : "");
            return new Key(spec.path(), parts);
        }
    }
}
