package io.sluice.api.source;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.sluice.api.meta.Absent;
import io.sluice.api.meta.LocalReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which signatures must check out before an artifact is taken.
///
/// @param identities one of them must match; for keyless signatures
/// @param secretRef public keys or trust policy
/// @param trustedRootSecretRef a Secret with `trusted_root.json`
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record OciVerification(
        @JsonProperty("matchOIDCIdentity") List<OidcIdentity> identities,
        @Required @Default("cosign") @SchemaFrom(type = Provider.class) String provider,
        @Nullable LocalReference secretRef,
        @Nullable LocalReference trustedRootSecretRef) {
    public OciVerification {
        identities = Absent.toEmpty(identities);
    }

    /// The values of `provider`, spelled as on the wire.
    public enum Provider {
        cosign,
        notation
    }

    /// A keyless signature is fine if both expressions match its certificate.
    ///
    /// @param issuer a regular expression
    /// @param subject a regular expression
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record OidcIdentity(@Required String issuer, @Required String subject) {}
}
