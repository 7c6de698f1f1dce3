package io.sluice.api.image;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Required;
import io.sluice.api.meta.Absent;
import io.sluice.api.meta.LocalReference;
import io.sluice.api.source.GitReference;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How changes get into Git.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record GitWriting(
        @Nullable Checkout checkout, @Required Commit commit, @Nullable Push push) {

    /// What to start from.
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record Checkout(@Required GitReference ref) {}

    /// What commits look like.
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record Commit(
            @Required Author author,
            @Nullable String messageTemplate,
            Map<String, String> messageTemplateValues,
            @Nullable SigningKey signingKey) {
        public Commit {
            messageTemplateValues = Absent.toEmpty(messageTemplateValues);
        }
    }

    /// Who commits.
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record Author(@Required String email, @Nullable String name) {}

    /// What commits are signed with.
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record SigningKey(
            @Required LocalReference secretRef,
            @SchemaFrom(type = Type.class) @Nullable String type) {

        /// The values of `type`, spelled as on the wire.
        public enum Type {
            gpg,
            ssh
        }
    }

    /// Where commits go.
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record Push(
            @Nullable String branch, Map<String, String> options, @Nullable String refspec) {
        public Push {
            options = Absent.toEmpty(options);
        }
    }
}
