package io.sluice.events;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/// One revision of a source, packed.
///
/// @param url where the archive is fetched
/// @param path of the archive in the store
/// @param revision in Flux's grammar, for example `main@sha1:…`
/// @param digest `sha256:<hex>` of the archive
/// @param size of the archive, bytes
/// @param lastUpdateTime when it was packed
/// @param metadata of the artifact; may be empty
public record ArtifactReference(
        String url,
        String path,
        String revision,
        String digest,
        long size,
        Instant lastUpdateTime,
        SortedMap<String, String> metadata) {

    public ArtifactReference {
        metadata = metadata == null ? new TreeMap<>() : new TreeMap<>(metadata);
    }
}
