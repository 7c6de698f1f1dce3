package io.sluice.api.meta;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/// How to read the health of a kind of objects, as CEL expressions.
///
/// @param kind all kinds of the API version if absent
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record HealthCheckExpression(
        @Required String apiVersion,
        @Required String current,
        @Nullable String failed,
        @Nullable String inProgress,
        @Nullable String kind) {}
