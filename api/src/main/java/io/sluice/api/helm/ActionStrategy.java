package io.sluice.api.helm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.sluice.api.meta.GoDuration;
import org.jspecify.annotations.Nullable;

/// What is done after a failure.
///
/// @param retryInterval 5 minutes if absent
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record ActionStrategy(
        @Required @SchemaFrom(type = Name.class) String name,
        @Pattern(GoDuration.PATTERN) @Nullable String retryInterval) {

    /// The values of `name`, spelled as on the wire.
    public enum Name {
        RemediateOnFailure,
        RetryOnFailure
    }
}
