package io.sluice.events;

/// A leader took office; written to every partition of `requests` before anything else.
///
/// @param epoch requests of a smaller one are refused from here on
public record EpochOpened(long epoch) implements RequestEvent {

    /// The resource key of these records; they belong to no unit.
    public static final ResourceKey KEY = new ResourceKey("Epoch", "", "");
}
