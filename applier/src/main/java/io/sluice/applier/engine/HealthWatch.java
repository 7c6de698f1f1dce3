package io.sluice.applier.engine;

import io.sluice.applier.expressions.UnitExpressions;
import io.sluice.applier.health.HealthCourse;
import io.sluice.events.Context;
import io.sluice.events.ObjectId;
import java.util.List;
import java.util.Set;

/// The health of what was applied, as it is followed until the next apply. It holds no thread.
///
/// @param context of the apply
/// @param digest of what was applied
/// @param objects that are looked at
/// @param passing those that are as they should be when they are gone: Jobs that delete themselves
/// @param expressions of the unit
/// @param course where it stands
record HealthWatch(
        Context context,
        String digest,
        List<ObjectId> objects,
        Set<ObjectId> passing,
        UnitExpressions expressions,
        HealthCourse course) {

    HealthWatch {
        objects = List.copyOf(objects);
        passing = Set.copyOf(passing);
    }

    HealthWatch with(HealthCourse further) {
        return new HealthWatch(context, digest, objects, passing, expressions, further);
    }
}
