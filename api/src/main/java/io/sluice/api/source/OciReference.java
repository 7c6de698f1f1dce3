package io.sluice.api.source;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// What to pull: the digest before the range before the tag.
///
/// @param semver a range over tags
/// @param semverFilter a regular expression tags must match to count for the range
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record OciReference(
        @Nullable String digest,
        @Nullable String semver,
        @Nullable String semverFilter,
        @Nullable String tag) {}
