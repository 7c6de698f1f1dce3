package io.sluice.api.source;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.sluice.api.meta.GoDuration;
import io.sluice.api.meta.LocalReference;
import org.jspecify.annotations.Nullable;

/// What a [Bucket] asks for.
///
/// @param ignore in gitignore syntax
/// @param insecure whether plain HTTP is fine
/// @param prefix of the keys to take
/// @param sts how to get temporary credentials
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
@ValidationRule(
        value = "!has(self.sts) || self.provider == 'aws' || self.provider == 'generic'",
        message = "sts is only supported for the providers 'aws' and 'generic'")
@ValidationRule(
        value = "self.provider != 'aws' || !has(self.sts) || self.sts.provider == 'aws'",
        message = "the provider 'aws' only supports the sts provider 'aws'")
@ValidationRule(
        value = "self.provider != 'generic' || !has(self.sts) || self.sts.provider == " + "'ldap'",
        message = "the provider 'generic' only supports the sts provider 'ldap'")
@ValidationRule(
        value = "!has(self.sts) || self.sts.provider != 'aws' || " + "!has(self.sts.secretRef)",
        message = "the sts provider 'aws' takes no sts.secretRef")
@ValidationRule(
        value = "!has(self.sts) || self.sts.provider != 'aws' || " + "!has(self.sts.certSecretRef)",
        message = "the sts provider 'aws' takes no sts.certSecretRef")
@ValidationRule(
        value = "self.provider != 'generic' || !has(self.serviceAccountName)",
        message = "the provider 'generic' takes no serviceAccountName")
@ValidationRule(
        value = "!has(self.secretRef) || !has(self.serviceAccountName)",
        message = "secretRef and serviceAccountName cannot both be set")
public record BucketSpec(
        @Required String bucketName,
        @Nullable LocalReference certSecretRef,
        @Required String endpoint,
        @Nullable String ignore,
        boolean insecure,
        @Required @Pattern(GoDuration.PATTERN) String interval,
        @Nullable String prefix,
        @Default("generic") @SchemaFrom(type = Provider.class) @Nullable String provider,
        @Nullable LocalReference proxySecretRef,
        @Nullable String region,
        @Nullable LocalReference secretRef,
        @Nullable String serviceAccountName,
        @Nullable TokenService sts,
        boolean suspend,
        @Default("60s") @Pattern(GoDuration.PATTERN_WITHOUT_HOURS) @Nullable String timeout) {

    /// The values of `provider`, spelled as on the wire.
    public enum Provider {
        generic,
        aws,
        gcp,
        azure
    }

    /// Where temporary credentials come from.
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record TokenService(
            @Nullable LocalReference certSecretRef,
            @Required @Pattern("^(http|https)://.*$") String endpoint,
            @Required @SchemaFrom(type = Kind.class) String provider,
            @Nullable LocalReference secretRef) {

        /// The values of `provider`, spelled as on the wire.
        public enum Kind {
            aws,
            ldap
        }
    }
}
