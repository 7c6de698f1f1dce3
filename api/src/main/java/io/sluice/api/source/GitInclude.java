package io.sluice.api.source;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.sluice.api.meta.Absent;
import io.sluice.api.meta.LocalReference;
import org.jspecify.annotations.Nullable;

/// Another repository's artifact to copy into this one's.
///
/// @param fromPath the directory to take; all if absent
/// @param toPath where to put it; the other repository's name if absent
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record GitInclude(
        @Nullable String fromPath, @Required LocalReference repository, @Nullable String toPath) {

    /// The directory to take, `""` for all.
    public String effectiveFromPath() {
        return fromPath == null ? "" : fromPath;
    }

    /// The directory to write to.
    public String effectiveToPath() {
        return Absent.or(toPath, repository.name());
    }
}
