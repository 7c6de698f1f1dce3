package io.sluice.applier.engine;

import io.sluice.applier.drift.Leftovers;
import io.sluice.applier.plan.DeleteGuard;
import io.sluice.applier.plan.Planner;
import io.sluice.applier.plan.Stages;
import io.sluice.applier.unit.Declaration;
import org.jspecify.annotations.Nullable;

/// How the operator wants units to be applied.
///
/// @param stamps whether objects are stamped
/// @param stages that objects are applied in
/// @param leftovers of others that are taken over
/// @param deleteGuard of units that name none
public record Policies(
        boolean stamps, Stages stages, Leftovers leftovers, DeleteGuard deleteGuard) {

    /// As Flux, with or without stamps.
    public static Policies usual(boolean stamps) {
        return new Policies(stamps, Stages.USUAL, Leftovers.USUAL, DeleteGuard.OFF);
    }

    /// The planner of one run.
    Planner planner(Declaration unit, @Nullable String revision) {
        return new Planner(unit.unit(), revision, stamps, leftovers, unit.spec().isRemote());
    }
}
