package io.sluice.applier.engine;

import org.jspecify.annotations.Nullable;

/// One request to the API server.
///
/// @param verb of HTTP
/// @param path with its query
/// @param contentType of the body; null without a body
/// @param body null without a body
/// @param account to act as; null for ourselves
public record Request(
        Verb verb,
        String path,
        @Nullable String contentType,
        @Nullable String body,
        @Nullable String account) {

    public Request {
        if (account != null && account.isBlank()) {
            // without a name the API server would see nobody but ourselves
            throw new IllegalArgumentException("the account to act as has no name");
        }
    }

    /// Server-side apply with prepared JSON.
    public static final String APPLY = "application/apply-patch+yaml";

    /// JSON patch, whose tests make it conditional.
    public static final String JSON_PATCH = "application/json-patch+json";

    /// JSON merge patch.
    public static final String MERGE_PATCH = "application/merge-patch+json";

    /// What is asked.
    public enum Verb {
        GET,
        PATCH,
        DELETE
    }

    /// A read.
    public static Request get(String path, @Nullable String account) {
        return new Request(Verb.GET, path, null, null, account);
    }

    /// Never the body.
    @Override
    public String toString() {
        return verb + " " + path;
    }
}
