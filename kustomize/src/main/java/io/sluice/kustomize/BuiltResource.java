package io.sluice.kustomize;

import org.jspecify.annotations.Nullable;

/// One object of a finished build.
///
/// @param apiVersion as in the object, empty if it has none
/// @param kind as in the object
/// @param namespace `metadata.namespace`, empty if it has none
/// @param name `metadata.name`
/// @param json the object as canonical JSON: keys sorted by code point, no white space
/// @param yaml the object exactly as `kustomize build` prints it, ending with a newline
/// @param file the file it came from (for generated objects the kustomization file)
/// @param line the line its document starts at, counted from 1, or 0 if unknown
public record BuiltResource(
        String apiVersion,
        String kind,
        String namespace,
        String name,
        String json,
        String yaml,
        @Nullable String file,
        int line) {}
