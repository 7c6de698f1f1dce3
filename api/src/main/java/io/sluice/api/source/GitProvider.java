package io.sluice.api.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// How to authenticate with the server of a Git repository.
public enum GitProvider {
    /// With what the Secret holds.
    @JsonProperty("generic")
    GENERIC,
    /// AWS CodeCommit by workload identity.
    @JsonProperty("aws")
    AWS,
    /// Azure DevOps by workload identity.
    @JsonProperty("azure")
    AZURE,
    /// As a GitHub App.
    @JsonProperty("github")
    GITHUB;

    static GitProvider of(@Nullable String name) {
        return switch (name) {
            case null -> GENERIC;
            case "aws" -> AWS;
            case "azure" -> AZURE;
            case "github" -> GITHUB;
            default -> GENERIC;
        };
    }
}
