package io.sluice.api.meta;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.generator.annotation.Required;

/// The name of an object in the same namespace.
@JsonIgnoreProperties(ignoreUnknown = true)
public record LocalReference(@Required String name) {}
