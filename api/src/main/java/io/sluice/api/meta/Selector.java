package io.sluice.api.meta;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// Which objects of a build are meant; an absent field matches all.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Selector(
        @Nullable String annotationSelector,
        @Nullable String group,
        @Nullable String kind,
        @Nullable String labelSelector,
        @Nullable String name,
        @Nullable String namespace,
        @Nullable String version) {}
