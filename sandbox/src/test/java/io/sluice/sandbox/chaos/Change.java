package io.sluice.sandbox.chaos;

/// What a commit does to one object in Git.
sealed interface Change {

    /// Another content, or a new object.
    record Put(String unit, Item item) implements Change {}

    /// The object is no longer in Git.
    record Remove(String unit, Item item) implements Change {}

    /// The object belongs to another unit from now on.
    record Move(String from, String to, Item item) implements Change {}
}
