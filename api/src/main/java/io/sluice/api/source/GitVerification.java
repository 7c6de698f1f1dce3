package io.sluice.api.source;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.sluice.api.meta.LocalReference;
import org.jspecify.annotations.Nullable;

/// Which signatures must check out before a revision is taken.
///
/// @param secretRef a Secret with public keys: `.sshpub` entries for SSH, the rest for OpenPGP
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record GitVerification(
        @Default("HEAD") @SchemaFrom(type = Mode.class) @Nullable String mode,
        @Required LocalReference secretRef) {

    /// What must be signed.
    public enum Mode {
        /// The old spelling of [#HEAD].
        @JsonProperty("head")
        LEGACY_HEAD,
        /// The commit.
        @JsonProperty("HEAD")
        HEAD,
        /// The tag.
        @JsonProperty("Tag")
        TAG,
        /// Both.
        @JsonProperty("TagAndHEAD")
        TAG_AND_HEAD
    }

    /// The mode, with the old spelling and absence taken for HEAD.
    public Mode effectiveMode() {
        return switch (mode) {
            case "Tag" -> Mode.TAG;
            case "TagAndHEAD" -> Mode.TAG_AND_HEAD;
            case null, default -> Mode.HEAD;
        };
    }
}
