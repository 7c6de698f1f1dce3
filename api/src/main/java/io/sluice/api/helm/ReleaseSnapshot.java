package io.sluice.api.helm;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.sluice.api.meta.Absent;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A release as it was made.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record ReleaseSnapshot(
        @Nullable String action,
        @Nullable String apiVersion,
        @Nullable String appVersion,
        @Required String chartName,
        @Required String chartVersion,
        @Required String configDigest,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Instant deleted,
        @Required String digest,
        @Required @JsonFormat(shape = JsonFormat.Shape.STRING) Instant firstDeployed,
        @Required @JsonFormat(shape = JsonFormat.Shape.STRING) Instant lastDeployed,
        @Required String name,
        @Required String namespace,
        @Nullable String ociDigest,
        @Required String status,
        Map<String, TestHook> testHooks,
        @Required @JsonInclude(JsonInclude.Include.ALWAYS) long version) {
    public ReleaseSnapshot {
        testHooks = Absent.toEmpty(testHooks);
    }

    /// The last run of a test.
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record TestHook(
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Instant lastCompleted,
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Instant lastStarted,
            @Nullable String phase) {}
}
