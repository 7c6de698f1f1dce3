package io.sluice.sourcewatcher.source;

import java.util.Optional;
import java.util.SortedMap;

/// Reads Secrets with credentials of sources.
@FunctionalInterface
public interface Secrets {

    /// The entries of a Secret; empty if there is no such Secret.
    Optional<SortedMap<String, byte[]>> read(String namespace, String name);
}
