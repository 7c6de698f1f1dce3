package io.sluice.api.helm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Pattern;
import io.sluice.api.meta.GoDuration;
import org.jspecify.annotations.Nullable;

/// How a release is rolled back.
///
/// @param recreate without effect
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record RollbackAction(
        boolean cleanupOnFail,
        boolean disableHooks,
        boolean disableWait,
        boolean disableWaitForJobs,
        boolean force,
        boolean recreate,
        @SchemaFrom(type = ServerSideApply.class) @Nullable String serverSideApply,
        @Pattern(GoDuration.PATTERN) @Nullable String timeout) {

    /// The values of `serverSideApply`, spelled as on the wire.
    public enum ServerSideApply {
        enabled,
        disabled,
        auto
    }
}
