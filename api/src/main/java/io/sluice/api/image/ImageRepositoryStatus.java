package io.sluice.api.image;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.sluice.api.meta.Absent;
import io.sluice.api.meta.Condition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a [ImageRepository].
///
/// @param observedGeneration -1 until the object was handled for the first time
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record ImageRepositoryStatus(
        @Nullable String canonicalImageName,
        List<Condition> conditions,
        @Nullable String lastHandledReconcileAt,
        @Nullable ScanResult lastScanResult,
        List<String> observedExclusionList,
        long observedGeneration) {
    /// The status of an object nobody has looked at.
    public static final ImageRepositoryStatus UNOBSERVED =
            new ImageRepositoryStatus(null, List.of(), null, null, List.of(), -1);

    public ImageRepositoryStatus {
        conditions = Absent.toEmpty(conditions);
        observedExclusionList = Absent.toEmpty(observedExclusionList);
    }

    /// What a scan found.
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record ScanResult(
            List<String> latestTags,
            @Nullable String revision,
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Instant scanTime,
            @Required @JsonInclude(JsonInclude.Include.ALWAYS) long tagCount) {
        public ScanResult {
            latestTags = Absent.toEmpty(latestTags);
        }
    }
}
