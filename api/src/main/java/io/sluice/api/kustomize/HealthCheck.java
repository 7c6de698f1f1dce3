package io.sluice.api.kustomize;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/// An object whose health decides about that of the Kustomization.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record HealthCheck(
        @Nullable String apiVersion,
        @Required String kind,
        @Required String name,
        @Nullable String namespace) {}
