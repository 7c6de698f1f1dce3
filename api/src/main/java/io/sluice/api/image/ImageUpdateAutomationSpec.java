package io.sluice.api.image;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.sluice.api.meta.Absent;
import io.sluice.api.meta.GoDuration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an [ImageUpdateAutomation] asks for.
///
/// @param policySelector all policies of the namespace if absent
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record ImageUpdateAutomationSpec(
        @Nullable GitWriting git,
        @Required @Pattern(GoDuration.PATTERN) String interval,
        @Nullable PolicySelector policySelector,
        @Required GitSource sourceRef,
        boolean suspend,
        @Default("{\"strategy\":\"Setters\"}") @Nullable Update update) {

    /// The repository to write to.
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record GitSource(
            @Nullable String apiVersion,
            @Required @Default("GitRepository") @SchemaFrom(type = Kind.class) String kind,
            @Required String name,
            @Nullable String namespace) {

        /// The values of `kind`, spelled as on the wire.
        public enum Kind {
            GitRepository
        }
    }

    /// How files are changed.
    ///
    /// @param path below which files are changed; all if absent
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record Update(
            @Nullable String path,
            @Default("Setters") @SchemaFrom(type = Strategy.class) @Nullable String strategy) {

        /// The values of `strategy`, spelled as on the wire.
        public enum Strategy {
            Setters
        }
    }

    /// Policies by their labels.
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record PolicySelector(
            List<Requirement> matchExpressions, Map<String, String> matchLabels) {
        public PolicySelector {
            matchExpressions = Absent.toEmpty(matchExpressions);
            matchLabels = Absent.toEmpty(matchLabels);
        }
    }

    /// A condition on one label.
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record Requirement(
            @Required String key, @Required String operator, List<String> values) {
        public Requirement {
            values = Absent.toEmpty(values);
        }
    }
}
