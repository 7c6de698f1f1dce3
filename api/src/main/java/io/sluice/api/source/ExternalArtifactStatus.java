package io.sluice.api.source;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.sluice.api.meta.Absent;
import io.sluice.api.meta.Artifact;
import io.sluice.api.meta.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a [ExternalArtifact].
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record ExternalArtifactStatus(@Nullable Artifact artifact, List<Condition> conditions) {
    /// The status of an object nobody has looked at.
    public static final ExternalArtifactStatus UNOBSERVED =
            new ExternalArtifactStatus(null, List.of());

    public ExternalArtifactStatus {
        conditions = Absent.toEmpty(conditions);
    }
}
