package io.sluice.api.meta;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/// A change to objects of the build.
///
/// @param patch a strategic merge patch or a list of JSON 6902 operations, as YAML
/// @param target the objects; those the patch itself names if absent
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Patch(@Required String patch, @Nullable Selector target) {}
