package io.sluice.api.helm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.sluice.api.meta.Absent;
import io.sluice.api.meta.CommonMetadata;
import io.sluice.api.meta.GoDuration;
import io.sluice.api.meta.LocalReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A HelmChart to make.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record ChartTemplate(@Nullable CommonMetadata metadata, @Required ChartTemplateSpec spec) {

    /// What the HelmChart asks for.
    ///
    /// @param interval that of the release if absent
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record ChartTemplateSpec(
            @Required @Size(min = 1, max = 2048) String chart,
            boolean ignoreMissingValuesFiles,
            @Pattern(GoDuration.PATTERN) @Nullable String interval,
            @Default("ChartVersion") @SchemaFrom(type = ReconcileStrategy.class)
                    @Nullable String reconcileStrategy,
            @Required ChartSource sourceRef,
            List<String> valuesFiles,
            @Nullable Verification verify,
            @Default("'*'") @Nullable String version) {
        public ChartTemplateSpec {
            valuesFiles = Absent.toEmpty(valuesFiles);
        }

        /// The values of `reconcileStrategy`, spelled as on the wire.
        public enum ReconcileStrategy {
            ChartVersion,
            Revision
        }
    }

    /// What the chart is in.
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record ChartSource(
            @Nullable String apiVersion,
            @Required @SchemaFrom(type = Kind.class) String kind,
            @Required @Size(min = 1, max = 253) String name,
            @Size(min = 1, max = 63) @Nullable String namespace) {

        /// The values of `kind`, spelled as on the wire.
        public enum Kind {
            HelmRepository,
            GitRepository,
            Bucket
        }
    }

    /// Which signatures must check out before the chart is taken.
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record Verification(
            @Required @Default("cosign") @SchemaFrom(type = Provider.class) String provider,
            @Nullable LocalReference secretRef) {

        /// The values of `provider`, spelled as on the wire.
        public enum Provider {
            cosign,
            notation
        }
    }
}
