package io.sluice.api.helm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// Values in a ConfigMap or Secret.
///
/// @param literal whether the value is taken as it is
/// @param targetPath where one value goes; merged at the root if absent
/// @param valuesKey `values.yaml` if absent
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record ValuesReference(
        @Required @SchemaFrom(type = Kind.class) String kind,
        boolean literal,
        @Required @Size(min = 1, max = 253) String name,
        boolean optional,
        @Size(max = 250) @Pattern("^([a-zA-Z0-9_\\-.\\\\\\/]|\\[[0-9]{1,5}\\])+$")
                @Nullable String targetPath,
        @Size(max = 253) @Pattern("^[\\-._a-zA-Z0-9]+$") @Nullable String valuesKey) {

    /// The values of `kind`, spelled as on the wire.
    public enum Kind {
        Secret,
        ConfigMap
    }
}
