package io.sluice.api.notification;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.sluice.api.meta.Absent;
import io.sluice.api.meta.GoDuration;
import io.sluice.api.meta.LocalReference;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a [Receiver] asks for.
///
/// @param events all if empty
/// @param resourceFilter a CEL expression over `res`, `req` and `claims`
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
@ValidationRule(
        value = "self.type == 'generic-oidc' || has(self.secretRef)",
        message = "secretRef is required unless type is 'generic-oidc'")
@ValidationRule(
        value = "self.type != 'generic-oidc' || !has(self.secretRef)",
        message = "secretRef must not be set when type is 'generic-oidc'")
@ValidationRule(
        value = "self.type == 'generic-oidc' || !has(self.oidcProviders)",
        message = "oidcProviders can only be set when type is 'generic-oidc'")
public record ReceiverSpec(
        List<String> events,
        @Default("10m") @Pattern(GoDuration.PATTERN) @Nullable String interval,
        List<OidcProvider> oidcProviders,
        @Nullable String resourceFilter,
        @Required @JsonInclude(JsonInclude.Include.ALWAYS) List<Target> resources,
        @Nullable LocalReference secretRef,
        boolean suspend,
        @Required @SchemaFrom(type = Type.class) String type) {
    public ReceiverSpec {
        events = Absent.toEmpty(events);
        oidcProviders = Absent.toEmpty(oidcProviders);
        resources = Absent.toEmpty(resources);
    }

    /// The values of `type`, spelled as on the wire.
    public enum Type {
        generic,
        @JsonProperty("generic-hmac")
        generic_hmac,
        @JsonProperty("generic-oidc")
        generic_oidc,
        github,
        gitlab,
        bitbucket,
        harbor,
        dockerhub,
        quay,
        gcr,
        nexus,
        acr,
        cdevents
    }

    /// Objects to reconcile.
    ///
    /// @param filter a CEL expression
    /// @param matchLabels only with the name `*`
    /// @param name `*` for all
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record Target(
            @Nullable String apiVersion,
            @Nullable String filter,
            @Required @SchemaFrom(type = Kind.class) String kind,
            Map<String, String> matchLabels,
            @Required @Size(min = 1, max = 253) String name,
            @Size(min = 1, max = 253) @Nullable String namespace) {
        public Target {
            matchLabels = Absent.toEmpty(matchLabels);
        }

        /// The values of `kind`, spelled as on the wire.
        public enum Kind {
            Bucket,
            GitRepository,
            OCIRepository,
            HelmRepository,
            HelmChart,
            ExternalArtifact,
            ArtifactGenerator,
            Kustomization,
            HelmRelease,
            ImageRepository,
            ImagePolicy,
            ImageUpdateAutomation
        }
    }

    /// An issuer whose tokens are accepted.
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record OidcProvider(
            @Nullable String audience,
            @JsonProperty("issuerURL") @Required @Pattern("^https?://") String issuerUrl,
            @Required @Size(min = 1) @JsonInclude(JsonInclude.Include.ALWAYS)
                    List<Validation> validations,
            List<Variable> variables) {
        public OidcProvider {
            validations = Absent.toEmpty(validations);
            variables = Absent.toEmpty(variables);
        }
    }

    /// A condition on the claims.
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record Validation(@Required String expression, @Required String message) {}

    /// A named value computed from the claims.
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record Variable(@Required String expression, @Required String name) {}
}
