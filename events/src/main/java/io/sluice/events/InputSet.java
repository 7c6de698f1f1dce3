package io.sluice.events;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Everything a build looked at; when none of it changed, the result has not changed either.
///
/// @param engine name and version of the engine
/// @param spec digest of the renderer's part of the spec
/// @param files path and content hash of each file read
/// @param directories path and hash of the names of each directory listed
/// @param absent paths that were probed and not found, sorted
/// @param references used, as (kind, name, uid, resourceVersion)
public record InputSet(
        String engine,
        String spec,
        SortedMap<String, String> files,
        SortedMap<String, String> directories,
        List<String> absent,
        List<Reference> references) {

    public InputSet {
        files = files == null ? new TreeMap<>() : new TreeMap<>(files);
        directories = directories == null ? new TreeMap<>() : new TreeMap<>(directories);
        absent = absent == null ? List.of() : List.copyOf(absent);
        references = references == null ? List.of() : List.copyOf(references);
    }
}
