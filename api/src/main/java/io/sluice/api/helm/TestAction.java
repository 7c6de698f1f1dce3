package io.sluice.api.helm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.sluice.api.meta.Absent;
import io.sluice.api.meta.GoDuration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether and how the tests of a chart run.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record TestAction(
        boolean enable,
        List<Filter> filters,
        boolean ignoreFailures,
        @Pattern(GoDuration.PATTERN) @Nullable String timeout) {
    public TestAction {
        filters = Absent.toEmpty(filters);
    }

    /// A test to run, or not to.
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record Filter(boolean exclude, @Required @Size(min = 1, max = 253) String name) {}
}
