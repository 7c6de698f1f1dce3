package io.sluice.api.helm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Pattern;
import io.sluice.api.meta.GoDuration;
import org.jspecify.annotations.Nullable;

/// How a release is upgraded.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record UpgradeAction(
        @SchemaFrom(type = ChartNameChange.class) @Nullable String chartNameChangeStrategy,
        boolean cleanupOnFail,
        @SchemaFrom(type = Crds.class) @Nullable String crds,
        boolean disableHooks,
        @JsonProperty("disableOpenAPIValidation") boolean disableOpenApiValidation,
        boolean disableSchemaValidation,
        boolean disableTakeOwnership,
        boolean disableWait,
        boolean disableWaitForJobs,
        boolean force,
        boolean preserveValues,
        @Nullable UpgradeRemediation remediation,
        @SchemaFrom(type = ServerSideApply.class) @Nullable String serverSideApply,
        @Nullable ActionStrategy strategy,
        @Pattern(GoDuration.PATTERN) @Nullable String timeout) {

    /// The values of `chartNameChangeStrategy`, spelled as on the wire.
    public enum ChartNameChange {
        InPlaceUpdate,
        Reinstall
    }

    /// The values of `crds`, spelled as on the wire.
    public enum Crds {
        Skip,
        Create,
        CreateReplace
    }

    /// The values of `serverSideApply`, spelled as on the wire.
    public enum ServerSideApply {
        enabled,
        disabled,
        auto
    }

    /// What is done about a failed upgrade.
    ///
    /// @param ignoreTestFailures those of `test` if absent
    /// @param remediateLastFailure whether there are retries if absent
    /// @param retries endless if negative
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record UpgradeRemediation(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean ignoreTestFailures,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean remediateLastFailure,
            long retries,
            @SchemaFrom(type = Strategy.class) @Nullable String strategy) {

        /// The values of `strategy`, spelled as on the wire.
        public enum Strategy {
            rollback,
            uninstall
        }
    }
}
