package io.sluice.events;

/// What an apply did to one object.
///
/// @param object which
/// @param action what
public record ObjectChange(ObjectId object, Action action) {

    /// What was done; the words are Flux's.
    public enum Action {
        /// It was not there before.
        CREATED,
        /// It was there and changed.
        CONFIGURED,
        /// It already was what Git says.
        UNCHANGED,
        /// It is no longer in Git, and is gone.
        DELETED,
        /// It was left alone because it says so.
        SKIPPED;

        /// As Flux writes it in messages.
        public String word() {
            return switch (this) {
                case CREATED -> "created";
                case CONFIGURED -> "configured";
                case UNCHANGED -> "unchanged";
                case DELETED -> "deleted";
                case SKIPPED -> "skipped";
            };
        }
    }

    @Override
    public String toString() {
        return object + " " + action.word();
    }
}
