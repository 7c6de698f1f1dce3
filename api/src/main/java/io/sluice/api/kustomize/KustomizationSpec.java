package io.sluice.api.kustomize;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.sluice.api.meta.Absent;
import io.sluice.api.meta.CommonMetadata;
import io.sluice.api.meta.DependencyReference;
import io.sluice.api.meta.GoDuration;
import io.sluice.api.meta.HealthCheckExpression;
import io.sluice.api.meta.IgnoreRule;
import io.sluice.api.meta.ImageOverride;
import io.sluice.api.meta.KubeConfigReference;
import io.sluice.api.meta.Patch;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a [Kustomization] asks for.
///
/// @param buildMetadata `originAnnotations`, `transformerAnnotations`
/// @param force delete and re-create objects whose change the API server refuses
/// @param healthChecks objects to wait for; without effect if `wait` is set
/// @param ignore fields left to others
/// @param interval how often to apply again and look for drift
/// @param path below the root of the artifact; the root if absent
/// @param prune whether objects that left the build are deleted
/// @param targetNamespace overrides the namespace of every object
/// @param waitForAll for all objects to become healthy, `wait` on the wire
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record KustomizationSpec(
        List<String> buildMetadata,
        @Nullable CommonMetadata commonMetadata,
        List<String> components,
        @Nullable Decryption decryption,
        @SchemaFrom(type = DeletionPolicy.class) @Nullable String deletionPolicy,
        List<DependencyReference> dependsOn,
        @Default("false") boolean force,
        List<HealthCheckExpression> healthCheckExprs,
        List<HealthCheck> healthChecks,
        List<IgnoreRule> ignore,
        boolean ignoreMissingComponents,
        List<ImageOverride> images,
        @Required @Pattern(GoDuration.PATTERN) String interval,
        @Nullable KubeConfigReference kubeConfig,
        @Size(min = 1, max = 200) @Nullable String namePrefix,
        @Size(min = 1, max = 200) @Nullable String nameSuffix,
        List<Patch> patches,
        @Nullable String path,
        @Nullable PostBuild postBuild,
        @Required @JsonInclude(JsonInclude.Include.ALWAYS) boolean prune,
        @Pattern(GoDuration.PATTERN) @Nullable String retryInterval,
        @Nullable String serviceAccountName,
        @Required SourceReference sourceRef,
        boolean suspend,
        @Size(min = 1, max = 63) @Nullable String targetNamespace,
        @Pattern(GoDuration.PATTERN) @Nullable String timeout,
        @JsonProperty("wait") boolean waitForAll) {
    private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(30);

    public KustomizationSpec {
        buildMetadata = Absent.toEmpty(buildMetadata);
        components = Absent.toEmpty(components);
        dependsOn = Absent.toEmpty(dependsOn);
        healthCheckExprs = Absent.toEmpty(healthCheckExprs);
        healthChecks = Absent.toEmpty(healthChecks);
        ignore = Absent.toEmpty(ignore);
        images = Absent.toEmpty(images);
        patches = Absent.toEmpty(patches);
    }

    /// The interval as a duration.
    public Duration effectiveInterval() {
        return GoDuration.parse(interval);
    }

    /// How long to wait after a failure; the interval if nothing is given.
    public Duration effectiveRetryInterval() {
        return GoDuration.parse(Absent.or(retryInterval, interval));
    }

    /// The budget of apply, health checks and deletion: half a minute below the interval if nothing
    /// is given, and never below half a minute.
    public Duration effectiveTimeout() {
        var given = Absent.toNull(timeout);
        var wanted =
                given == null
                        ? effectiveInterval().minus(SHORTEST_TIMEOUT)
                        : GoDuration.parse(given);
        return wanted.compareTo(SHORTEST_TIMEOUT) < 0 ? SHORTEST_TIMEOUT : wanted;
    }

    /// The path, `""` for the root of the artifact.
    public String effectivePath() {
        return path == null ? "" : path;
    }

    /// What becomes of the objects when the Kustomization is deleted.
    public DeletionPolicy effectiveDeletionPolicy() {
        return DeletionPolicy.of(deletionPolicy);
    }

    /// Whether deleting the Kustomization deletes its objects.
    public boolean deletesObjects() {
        return switch (effectiveDeletionPolicy()) {
            case MIRROR_PRUNE -> prune;
            case DELETE, WAIT_FOR_TERMINATION -> true;
            case ORPHAN -> false;
        };
    }
}
