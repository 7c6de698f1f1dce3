package io.sluice.api.generator;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.sluice.api.meta.Absent;
import io.sluice.api.meta.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a [ArtifactGenerator].
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record ArtifactGeneratorStatus(
        List<Condition> conditions,
        List<GeneratedArtifact> inventory,
        @Nullable String lastHandledReconcileAt,
        @Nullable String observedSourcesDigest) {
    /// The status of an object nobody has looked at.
    public static final ArtifactGeneratorStatus UNOBSERVED =
            new ArtifactGeneratorStatus(List.of(), List.of(), null, null);

    public ArtifactGeneratorStatus {
        conditions = Absent.toEmpty(conditions);
        inventory = Absent.toEmpty(inventory);
    }

    /// An artifact that was made.
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record GeneratedArtifact(
            @Required String digest,
            @Required String filename,
            @Required String name,
            @Required String namespace) {}
}
