package io.sluice.api.helm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Pattern;
import io.sluice.api.meta.GoDuration;
import org.jspecify.annotations.Nullable;

/// How a release is installed.
///
/// @param serverSideApply true if absent
/// @param skipCrds replaced by crds
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record InstallAction(
        @SchemaFrom(type = Crds.class) @Nullable String crds,
        boolean createNamespace,
        boolean disableHooks,
        @JsonProperty("disableOpenAPIValidation") boolean disableOpenApiValidation,
        boolean disableSchemaValidation,
        boolean disableTakeOwnership,
        boolean disableWait,
        boolean disableWaitForJobs,
        @Nullable InstallRemediation remediation,
        boolean replace,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean serverSideApply,
        @JsonProperty("skipCRDs") boolean skipCrds,
        @Nullable ActionStrategy strategy,
        @Pattern(GoDuration.PATTERN) @Nullable String timeout) {

    /// The values of `crds`, spelled as on the wire.
    public enum Crds {
        Skip,
        Create,
        CreateReplace
    }

    /// What is done about a failed installation.
    ///
    /// @param ignoreTestFailures those of `test` if absent
    /// @param remediateLastFailure false if absent
    /// @param retries endless if negative
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record InstallRemediation(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean ignoreTestFailures,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean remediateLastFailure,
            long retries) {}
}
