package io.sluice.sourcewatcher.unit;

import java.util.Comparator;

/// A ConfigMap or Secret that a unit's spec names.
///
/// @param kind `ConfigMap` or `Secret`
public record ReferenceName(String kind, String namespace, String name)
        implements Comparable<ReferenceName> {

    private static final Comparator<ReferenceName> ORDER =
            Comparator.comparing(ReferenceName::kind)
                    .thenComparing(ReferenceName::namespace)
                    .thenComparing(ReferenceName::name);

    @Override
    public int compareTo(ReferenceName other) {
        return ORDER.compare(this, other);
    }
}
