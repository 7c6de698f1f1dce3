package io.sluice.applier.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Divides the objects of a unit into stages and waves.
final class Waves {

    private Waves() {}

    static List<List<List<DesiredObject>>> of(List<DesiredObject> objects) {
        List<DesiredObject> sorted = new ArrayList<>(objects);
        sorted.sort(
                Comparator.<DesiredObject>comparingInt(object -> KindOrder.stage(object.id()))
                        .thenComparing(DesiredObject::id, KindOrder.APPLY));
        List<List<List<DesiredObject>>> stages =
                List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (DesiredObject object : sorted) {
            List<List<DesiredObject>> waves = stages.get(KindOrder.stage(object.id()));
            if (waves.isEmpty()
                    || !KindOrder.isSameWave(waves.getLast().getFirst().id(), object.id())) {
                waves.add(new ArrayList<>());
            }
            waves.getLast().add(object);
        }
        return stages;
    }
}
