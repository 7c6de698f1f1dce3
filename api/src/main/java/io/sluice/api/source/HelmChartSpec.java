package io.sluice.api.source;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.sluice.api.meta.Absent;
import io.sluice.api.meta.GoDuration;
import io.sluice.api.meta.LocalReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a [HelmChart] asks for.
///
/// @param chart the name, or the path within the source
/// @param reconcileStrategy what makes a new artifact
/// @param valuesFiles merged in this order; the later wins
/// @param version a range; for repositories
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
@ValidationRule(
        value = "!has(self.verify) || self.sourceRef.kind == 'HelmRepository'",
        message = "verify is only supported when sourceRef.kind is 'HelmRepository'")
public record HelmChartSpec(
        @Required String chart,
        boolean ignoreMissingValuesFiles,
        @Required @Pattern(GoDuration.PATTERN) String interval,
        @Default("ChartVersion") @SchemaFrom(type = ReconcileStrategy.class)
                @Nullable String reconcileStrategy,
        @Required ChartSource sourceRef,
        boolean suspend,
        List<String> valuesFiles,
        @Nullable ChartVerification verify,
        @Default("'*'") @Nullable String version) {
    public HelmChartSpec {
        valuesFiles = Absent.toEmpty(valuesFiles);
    }

    /// The values of `reconcileStrategy`, spelled as on the wire.
    public enum ReconcileStrategy {
        ChartVersion,
        Revision
    }

    /// What the chart is in.
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record ChartSource(
            @Nullable String apiVersion,
            @Required @SchemaFrom(type = Kind.class) String kind,
            @Required String name) {

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
    public record ChartVerification(
            @JsonProperty("matchOIDCIdentity") List<OciVerification.OidcIdentity> identities,
            @Required @Default("cosign") @SchemaFrom(type = Provider.class) String provider,
            @Nullable LocalReference secretRef) {
        public ChartVerification {
            identities = Absent.toEmpty(identities);
        }

        /// The values of `provider`, spelled as on the wire.
        public enum Provider {
            cosign,
            notation
        }
    }
}
