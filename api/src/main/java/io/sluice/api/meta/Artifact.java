package io.sluice.api.meta;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a source offers for download at one revision.
///
/// @param digest algorithm and hex digest of the file behind `url`
/// @param lastUpdateTime when this artifact replaced another one; whole seconds
/// @param path below the root of the storage
/// @param size in bytes
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Artifact(
        @Required @Pattern("^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$") String digest,
        @Required @JsonFormat(shape = JsonFormat.Shape.STRING) Instant lastUpdateTime,
        Map<String, String> metadata,
        @Required String path,
        @Required String revision,
        @Nullable Long size,
        @Required String url) {
    public Artifact {
        metadata = Absent.toEmpty(metadata);
        if (lastUpdateTime != null) {
            lastUpdateTime = lastUpdateTime.truncatedTo(ChronoUnit.SECONDS);
        }
    }
}
