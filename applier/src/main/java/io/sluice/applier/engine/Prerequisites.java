package io.sluice.applier.engine;

import io.sluice.applier.dependencies.DependencyRules;
import io.sluice.applier.expressions.UnitExpressions;
import io.sluice.applier.unit.Declaration;
import io.sluice.applier.unit.DependencyVerdict;
import io.sluice.events.protocol.DesiredState;

/// What must hold before a unit is applied: its expressions can be read, its dependencies are
/// ready.
final class Prerequisites {

    private final Directory directory;
    private final UnitMemory memory;
    private final Judging judging;

    Prerequisites(Directory directory, UnitMemory memory, Judging judging) {
        this.directory = directory;
        this.memory = memory;
        this.judging = judging;
    }

    DependencyVerdict judge(Declaration live, DesiredState.Complete desired) {
        return switch (read(live, desired)) {
            case UnitExpressions.Reading.Invalid invalid ->
                    new DependencyVerdict.Invalid(invalid.message());
            case UnitExpressions.Reading.Valid valid ->
                    DependencyRules.judge(
                            live,
                            desired.context().revision(),
                            directory,
                            new ReadyAnswers(
                                    valid.expressions(),
                                    declaration -> directory.resource(declaration.unit()),
                                    memory,
                                    judging));
        };
    }

    /// The unit's expressions; none of them if one cannot be read, as then nothing is applied.
    UnitExpressions expressions(Declaration live, DesiredState.Complete desired) {
        return switch (read(live, desired)) {
            case UnitExpressions.Reading.Invalid _ -> UnitExpressions.NONE;
            case UnitExpressions.Reading.Valid valid -> valid.expressions();
        };
    }

    private UnitExpressions.Reading read(Declaration live, DesiredState.Complete desired) {
        return memory.expressions(
                desired.spec(),
                () ->
                        judging.inTurn(
                                live.unit().namespace(),
                                () -> UnitExpressions.read(desired.spec())));
    }
}
