package io.sluice.kustomize;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Everything a build looked at: equal answers to all of these mean an equal result.
///
/// @param files path of every file read, with the SHA-256 of its content in hex
/// @param directories every directory whose entries were listed
/// @param absent every path asked for where there was nothing
/// @param present every path asked for that was found (its kind mattered, not its content)
/// @param remotes URL of everything fetched, credentials removed, with its digest
public record Inputs(
        SortedMap<String, String> files,
        SortedSet<String> directories,
        SortedSet<String> absent,
        SortedSet<String> present,
        SortedMap<String, String> remotes) {

    /// Copies its arguments.
    public Inputs {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        directories = Collections.unmodifiableSortedSet(new TreeSet<>(directories));
        absent = Collections.unmodifiableSortedSet(new TreeSet<>(absent));
        present = Collections.unmodifiableSortedSet(new TreeSet<>(present));
        remotes = Collections.unmodifiableSortedMap(new TreeMap<>(remotes));
    }
}
