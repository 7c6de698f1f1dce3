package io.sluice.kustomize;

import org.jspecify.annotations.Nullable;

/// Why a build failed, and where.
///
/// @param message what went wrong, in the words of `kustomize build`
/// @param file the file at fault, if one is known
/// @param line the line in that file, counted from 1, or 0 if unknown
/// @param field the field at fault, such as `patches[2].target.kind`, if known
public record BuildError(String message, @Nullable String file, int line, @Nullable String field) {

    /// The message, preceded by the place where it is known.
    public String located() {
        if (file == null) {
            return message;
        }
        return line > 0 ? file + ":" + line + ": " + message : file + ": " + message;
    }
}
