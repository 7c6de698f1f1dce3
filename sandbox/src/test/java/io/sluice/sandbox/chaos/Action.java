package io.sluice.sandbox.chaos;

import java.util.List;

/// One thing that happens to the platform.
sealed interface Action {

    /// A user pushes a commit.
    record Commit(List<Change> changes) implements Action {
        public Commit {
            changes = List.copyOf(changes);
        }
    }

    /// `kill -9` of one applier.
    record KillApplier(int member) implements Action {}

    /// One applier is asked to end, and leaves its group.
    record StopApplier(int member) implements Action {}

    /// One applier is started.
    record StartApplier(int member) implements Action {}

    /// SIGSTOP.
    record FreezeApplier(int member) implements Action {}

    /// SIGCONT.
    record ThawApplier(int member) implements Action {}

    /// SIGSTOP.
    record FreezeApiServer() implements Action {}

    /// SIGCONT.
    record ThawApiServer() implements Action {}

    /// `kill -9` of the API server, and its start.
    record RestartApiServer() implements Action {}

    /// `kill -9` of the broker, and its start.
    record RestartBroker() implements Action {}

    /// The broker comes back with nothing.
    record LoseBrokerData() implements Action {}

    /// Somebody edits an object by hand.
    record EditByHand(Item item) implements Action {}

    /// Somebody deletes an object by hand; with the definition all objects of its kind go.
    record DeleteByHand(Item item) implements Action {}

    /// Somebody takes the owner's labels off an object.
    record UnlabelByHand(Item item) implements Action {}

    /// Somebody makes an object that is not in Git.
    ///
    /// @param pretendedOwner the unit its labels name; nobody if empty
    record Plant(String name, String pretendedOwner) implements Action {}

    /// Suspends a unit.
    record Suspend(String unit) implements Action {}

    /// Resumes a unit.
    record Resume(String unit) implements Action {}

    /// Deletes a unit's resource.
    record Withdraw(String unit) implements Action {}

    /// Makes a unit's resource again.
    record Declare(String unit) implements Action {}
}
