package io.sluice.applier.plan;

import io.sluice.events.ObjectId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// The stages objects are applied in: definitions, classes, kinds the operator names, the rest.
/// Objects of a stage must be ready before those of the next are applied.
///
/// @param custom kinds of the third stage, as `group/Kind`; of the core group as `Kind`
public record Stages(SortedSet<String> custom) {

    /// Flux's stages, without kinds of the operator's choice.
    public static final Stages USUAL = new Stages(Collections.emptySortedSet());

    private static final List<String> DEFINITIONS =
            List.of("CustomResourceDefinition", "Namespace", "ClusterRole");

    public Stages {
        custom = Collections.unmodifiableSortedSet(new TreeSet<>(custom));
    }

    /// The stages with the kinds that a setting names.
    ///
    /// @param kinds `group/Kind`, as Flux's `--custom-apply-stage-kinds` takes them
    /// @throws IllegalArgumentException naming the entry that has another form
    public static Stages with(List<String> kinds) {
        SortedSet<String> custom = new TreeSet<>();
        for (String kind : kinds) {
            String name = kind.strip();
            if (!name.matches("([a-z0-9.-]*/)?[A-Z][A-Za-z0-9]*")) {
                throw new IllegalArgumentException(
                        "custom stage kind '%s': write group/Kind, for example cert-manager.io/Issuer"
                                .formatted(name));
            }
            custom.add(name.startsWith("/") ? name.substring(1) : name);
        }
        return new Stages(custom);
    }

    /// The stage of an object, from 0.
    public int of(ObjectId id) {
        if (DEFINITIONS.contains(id.kind())) {
            return 0;
        }
        if (id.kind().endsWith("Class")) {
            return 1;
        }
        String name = id.group().isEmpty() ? id.kind() : id.group() + "/" + id.kind();
        return custom.contains(name) ? 2 : 3;
    }

    /// The objects in their stages, each in waves: those of one wave may be applied at the same
    /// time.
    public List<List<List<DesiredObject>>> of(List<DesiredObject> objects) {
        List<DesiredObject> sorted = new ArrayList<>(objects);
        sorted.sort(
                Comparator.<DesiredObject>comparingInt(object -> of(object.id()))
                        .thenComparing(DesiredObject::id, KindOrder.APPLY));
        List<List<List<DesiredObject>>> stages =
                List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (DesiredObject object : sorted) {
            List<List<DesiredObject>> waves = stages.get(of(object.id()));
            if (waves.isEmpty() || !isSameWave(waves.getLast(), object)) {
                waves.add(new ArrayList<>());
            }
            waves.getLast().add(object);
        }
        return stages;
    }

    private static boolean isSameWave(List<DesiredObject> wave, DesiredObject object) {
        return KindOrder.isSameRank(wave.getFirst().id().kind(), object.id().kind());
    }
}
