package io.sluice.api.source;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.sluice.api.meta.AccessFrom;
import io.sluice.api.meta.GoDuration;
import io.sluice.api.meta.LocalReference;
import org.jspecify.annotations.Nullable;

/// What a [HelmRepository] asks for.
///
/// @param insecure whether plain HTTP is fine; for registries
/// @param interval a minute if absent
/// @param passCredentials also to other hosts the index names
/// @param provider for registries
/// @param timeout a minute if absent
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record HelmRepositorySpec(
        @Nullable AccessFrom accessFrom,
        @Nullable LocalReference certSecretRef,
        boolean insecure,
        @Pattern(GoDuration.PATTERN) @Nullable String interval,
        boolean passCredentials,
        @Default("generic") @SchemaFrom(type = Provider.class) @Nullable String provider,
        @Nullable LocalReference secretRef,
        boolean suspend,
        @Pattern(GoDuration.PATTERN_WITHOUT_HOURS) @Nullable String timeout,
        @SchemaFrom(type = Type.class) @Nullable String type,
        @Required @Pattern("^(http|https|oci)://.*$") String url) {

    /// The values of `provider`, spelled as on the wire.
    public enum Provider {
        generic,
        aws,
        azure,
        gcp
    }

    /// The values of `type`, spelled as on the wire.
    public enum Type {
        @JsonProperty("default")
        default_,
        oci
    }
}
