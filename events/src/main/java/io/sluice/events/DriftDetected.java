package io.sluice.events;

import java.util.List;

/// A live object is not what Git says.
///
/// @param object which
/// @param kind how it differs
/// @param paths that differ, as JSON pointers; never values of Secrets
/// @param by the field manager that did it, or `unknown`
public record DriftDetected(ObjectId object, Kind kind, List<String> paths, String by)
        implements DriftEvent {

    public DriftDetected {
        paths = paths == null ? List.of() : List.copyOf(paths);
    }

    /// How an object can differ.
    public enum Kind {
        /// Fields of it changed.
        CHANGED,
        /// It was deleted.
        DELETED
    }
}
