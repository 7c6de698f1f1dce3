package io.sluice.applier.engine;

import java.util.function.Supplier;

/// What the units' expressions are judged with.
///
/// @param bodies the objects they see
/// @param gate lets one expression run at a time, the namespaces in turn: whatever a user writes,
///     the others keep the other cores
/// @param additive whether a `readyExpr` is asked beside the built-in check instead of it
public record Judging(LiveBodies bodies, FairGate gate, boolean additive) {

    /// For one process.
    public static Judging of(LiveObjects objects, boolean additive) {
        return new Judging(objects.bodies(), new FairGate(1), additive);
    }

    /// Runs something for a tenant when it is its turn.
    <T> T inTurn(String tenant, Supplier<T> work) {
        try {
            gate.enter(tenant);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw StoppedException.superseded("interrupted");
        }
        try {
            return work.get();
        } finally {
            gate.leave(tenant);
        }
    }
}
