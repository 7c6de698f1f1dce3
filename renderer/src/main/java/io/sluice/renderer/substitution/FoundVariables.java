package io.sluice.renderer.substitution;

import io.sluice.events.Reference;
import java.util.SortedMap;
import java.util.TreeMap;

/// A ConfigMap or Secret of `substituteFrom`, as it was read.
///
/// @param reference which one; without uid if it is absent
/// @param values its entries; empty if it is absent
public record FoundVariables(Reference reference, SortedMap<String, String> values) {
    public FoundVariables {
        values = new TreeMap<>(values);
    }

    /// Whether there is such an object.
    public boolean isPresent() {
        return reference.uid() != null;
    }

    /// Never the values.
    @Override
    public String toString() {
        return reference.toString();
    }
}
