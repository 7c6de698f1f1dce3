package io.sluice.statusprojector.projection;

/// What the source-watcher asked for last; the spec it sent along is not kept.
public sealed interface Ask {

    /// To render the unit.
    record Render(boolean full) implements Ask {}

    /// Nothing yet: the unit waits for its source.
    record Wait(String reason, String message) implements Ask {}

    /// To forget the unit: its resource is gone.
    record Retire() implements Ask {}
}
