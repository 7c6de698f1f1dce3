package io.sluice.api.source;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import org.jspecify.annotations.Nullable;

/// A layer of an artifact.
///
/// @param operation `copy` keeps the layer as it is; `extract` if absent
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record LayerSelector(
        @Nullable String mediaType,
        @SchemaFrom(type = Operation.class) @Nullable String operation) {

    /// The values of `operation`, spelled as on the wire.
    public enum Operation {
        extract,
        copy
    }
}
