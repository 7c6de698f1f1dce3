package io.sluice.api.image;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.sluice.api.meta.GoDuration;
import org.jspecify.annotations.Nullable;

/// What an [ImagePolicy] asks for.
///
/// @param interval how often to look for a new digest
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
@ValidationRule(
        value = "!has(self.interval) || self.digestReflectionPolicy == 'Always'",
        message = "interval can only be set when digestReflectionPolicy is 'Always'")
@ValidationRule(
        value = "has(self.interval) || self.digestReflectionPolicy != 'Always'",
        message = "interval is required when digestReflectionPolicy is 'Always'")
public record ImagePolicySpec(
        @Default("Never") @SchemaFrom(type = DigestReflection.class)
                @Nullable String digestReflectionPolicy,
        @Nullable TagFilter filterTags,
        @Required RepositoryReference imageRepositoryRef,
        @Pattern(GoDuration.PATTERN) @Nullable String interval,
        @Required Choice policy,
        boolean suspend) {

    /// The values of `digestReflectionPolicy`, spelled as on the wire.
    public enum DigestReflection {
        Always,
        IfNotPresent,
        Never
    }

    /// Which tags count, and what of them.
    ///
    /// @param extract with groups of the pattern
    /// @param pattern a regular expression
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record TagFilter(@Nullable String extract, @Nullable String pattern) {}

    /// The repository whose tags are chosen from.
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record RepositoryReference(@Required String name, @Nullable String namespace) {}

    /// The one way of choosing.
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record Choice(
            @Nullable Order alphabetical, @Nullable Order numerical, @Nullable Range semver) {}

    /// The last in this order is chosen.
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record Order(
            @Default("asc") @SchemaFrom(type = Direction.class) @Nullable String order) {

        /// The values of `order`, spelled as on the wire.
        public enum Direction {
            asc,
            desc
        }
    }

    /// The greatest version within the range is chosen.
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record Range(@Required String range) {}
}
