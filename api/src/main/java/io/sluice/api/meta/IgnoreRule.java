package io.sluice.api.meta;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Fields of managed objects that are left to others.
///
/// @param paths JSON pointers
/// @param target the objects; all if absent
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record IgnoreRule(
        @Required @JsonInclude(JsonInclude.Include.ALWAYS) List<String> paths,
        @Nullable Selector target) {
    public IgnoreRule {
        paths = Absent.toEmpty(paths);
    }
}
