package io.sluice.api.source;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.sluice.api.meta.GoDuration;
import io.sluice.api.meta.LocalReference;
import org.jspecify.annotations.Nullable;

/// What an [OciRepository] asks for.
///
/// @param certSecretRef a Secret with `tls.crt`, `tls.key`, `ca.crt`
/// @param ignore in gitignore syntax
/// @param insecure whether plain HTTP is fine
/// @param layerSelector which layer to take; the first if absent
/// @param ref the tag `latest` if absent
/// @param secretRef a Secret with registry credentials
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record OciRepositorySpec(
        @Nullable LocalReference certSecretRef,
        @Nullable String ignore,
        boolean insecure,
        @Required @Pattern(GoDuration.PATTERN) String interval,
        @Nullable LayerSelector layerSelector,
        @Default("generic") @SchemaFrom(type = Provider.class) @Nullable String provider,
        @Nullable LocalReference proxySecretRef,
        @Nullable OciReference ref,
        @Nullable LocalReference secretRef,
        @Nullable String serviceAccountName,
        boolean suspend,
        @Default("60s") @Pattern(GoDuration.PATTERN_WITHOUT_HOURS) @Nullable String timeout,
        @Required @Pattern("^oci://.*$") String url,
        @Nullable OciVerification verify) {

    /// The values of `provider`, spelled as on the wire.
    public enum Provider {
        generic,
        aws,
        azure,
        gcp
    }
}
