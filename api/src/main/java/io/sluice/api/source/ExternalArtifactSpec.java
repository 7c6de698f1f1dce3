package io.sluice.api.source;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/// Where an [ExternalArtifact] comes from.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record ExternalArtifactSpec(@Nullable Origin sourceRef) {

    /// The object it was made from.
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record Origin(
            @Nullable String apiVersion,
            @Required String kind,
            @Required String name,
            @Nullable String namespace) {}
}
