package io.sluice.api.helm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.sluice.api.meta.Absent;
import io.sluice.api.meta.CommonMetadata;
import io.sluice.api.meta.DependencyReference;
import io.sluice.api.meta.GoDuration;
import io.sluice.api.meta.HealthCheckExpression;
import io.sluice.api.meta.IgnoreRule;
import io.sluice.api.meta.ImageOverride;
import io.sluice.api.meta.KubeConfigReference;
import io.sluice.api.meta.Patch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a [HelmRelease] asks for.
///
/// @param chart a HelmChart to make
/// @param chartRef an existing chart
/// @param maxHistory revisions kept; 5 if absent, all if 0
/// @param persistentClient true if absent
/// @param timeout 5 minutes if absent
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
@ValidationRule(
        value = "has(self.chart) != has(self.chartRef)",
        message = "exactly one of chart and chartRef must be set")
public record HelmReleaseSpec(
        @Nullable ChartTemplate chart,
        @Nullable ChartReference chartRef,
        @Nullable CommonMetadata commonMetadata,
        List<DependencyReference> dependsOn,
        @Nullable DriftDetection driftDetection,
        List<HealthCheckExpression> healthCheckExprs,
        @Nullable InstallAction install,
        @Required @Pattern(GoDuration.PATTERN) String interval,
        @Nullable KubeConfigReference kubeConfig,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer maxHistory,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean persistentClient,
        @SchemaFrom(type = PostRenderStrategy.class) @Nullable String postRenderStrategy,
        List<PostRenderer> postRenderers,
        @Size(min = 1, max = 53) @Nullable String releaseName,
        @Nullable RollbackAction rollback,
        @Size(min = 1, max = 253) @Nullable String serviceAccountName,
        @Size(min = 1, max = 63) @Nullable String storageNamespace,
        boolean suspend,
        @Size(min = 1, max = 63) @Nullable String targetNamespace,
        @Nullable TestAction test,
        @Pattern(GoDuration.PATTERN) @Nullable String timeout,
        @Nullable UninstallAction uninstall,
        @Nullable UpgradeAction upgrade,
        @Nullable JsonNode values,
        List<ValuesReference> valuesFrom,
        @Nullable WaitStrategy waitStrategy) {
    public HelmReleaseSpec {
        dependsOn = Absent.toEmpty(dependsOn);
        healthCheckExprs = Absent.toEmpty(healthCheckExprs);
        postRenderers = Absent.toEmpty(postRenderers);
        valuesFrom = Absent.toEmpty(valuesFrom);
    }

    /// The values of `postRenderStrategy`, spelled as on the wire.
    public enum PostRenderStrategy {
        nohooks,
        combined,
        separate
    }

    /// An existing chart.
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record ChartReference(
            @Nullable String apiVersion,
            @Required @SchemaFrom(type = Kind.class) String kind,
            @Required @Size(min = 1, max = 253) String name,
            @Size(min = 1, max = 63) @Nullable String namespace) {

        /// The values of `kind`, spelled as on the wire.
        public enum Kind {
            OCIRepository,
            HelmChart,
            ExternalArtifact
        }
    }

    /// What is done about changes by others.
    ///
    /// @param mode disabled if absent
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record DriftDetection(
            List<IgnoreRule> ignore, @SchemaFrom(type = Mode.class) @Nullable String mode) {
        public DriftDetection {
            ignore = Absent.toEmpty(ignore);
        }

        /// The values of `mode`, spelled as on the wire.
        public enum Mode {
            enabled,
            warn,
            disabled
        }
    }

    /// Changes to what the chart renders.
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record PostRenderer(@Nullable KustomizeChanges kustomize) {}

    /// Changes as Kustomize makes them.
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record KustomizeChanges(List<ImageOverride> images, List<Patch> patches) {
        public KustomizeChanges {
            images = Absent.toEmpty(images);
            patches = Absent.toEmpty(patches);
        }
    }

    /// How readiness is found out.
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record WaitStrategy(@Required @SchemaFrom(type = Name.class) String name) {

        /// The values of `name`, spelled as on the wire.
        public enum Name {
            poller,
            legacy
        }
    }
}
