package io.sluice.api.helm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.sluice.api.meta.GoDuration;
import org.jspecify.annotations.Nullable;

/// How a release is removed.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record UninstallAction(
        @Default("background") @SchemaFrom(type = Propagation.class)
                @Nullable String deletionPropagation,
        boolean disableHooks,
        boolean disableWait,
        boolean keepHistory,
        @Pattern(GoDuration.PATTERN) @Nullable String timeout) {

    /// The values of `deletionPropagation`, spelled as on the wire.
    public enum Propagation {
        background,
        foreground,
        orphan
    }
}
