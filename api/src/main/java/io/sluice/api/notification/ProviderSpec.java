package io.sluice.api.notification;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.sluice.api.meta.GoDuration;
import io.sluice.api.meta.LocalReference;
import org.jspecify.annotations.Nullable;

/// What a [Provider] asks for.
///
/// @param commitStatusExpr a CEL expression for the id of the commit status
/// @param interval without effect
/// @param proxy replaced by proxySecretRef
/// @param timeout 15 seconds if absent
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
@ValidationRule(
        value =
                "!has(self.commitStatusExpr) || self.type in ['github', 'gitlab', "
                        + "'gitea', 'bitbucketserver', 'bitbucket', 'azuredevops']",
        message =
                "commitStatusExpr is only supported for 'github', 'gitlab', 'gitea', 'bitbucketserver', 'bitbucket' and 'azuredevops'")
public record ProviderSpec(
        @Size(max = 2048) @Nullable String address,
        @Nullable LocalReference certSecretRef,
        @Size(max = 2048) @Nullable String channel,
        @Nullable String commitStatusExpr,
        @Pattern(GoDuration.PATTERN) @Nullable String interval,
        @Size(max = 2048) @Pattern("^(http|https)://.*$") @Nullable String proxy,
        @Nullable LocalReference proxySecretRef,
        @Nullable LocalReference secretRef,
        @Nullable String serviceAccountName,
        boolean suspend,
        @Pattern(GoDuration.PATTERN_WITHOUT_HOURS) @Nullable String timeout,
        @Required @SchemaFrom(type = Type.class) String type,
        @Size(max = 2048) @Nullable String username) {

    /// The values of `type`, spelled as on the wire.
    public enum Type {
        slack,
        discord,
        msteams,
        rocket,
        generic,
        @JsonProperty("generic-hmac")
        generic_hmac,
        github,
        gitlab,
        gitea,
        giteapullrequestcomment,
        bitbucketserver,
        bitbucket,
        azuredevops,
        googlechat,
        googlepubsub,
        webex,
        sentry,
        azureeventhub,
        telegram,
        lark,
        matrix,
        opsgenie,
        alertmanager,
        grafana,
        githubdispatch,
        githubpullrequestcomment,
        gitlabmergerequestcomment,
        pagerduty,
        datadog,
        nats,
        zulip,
        otel,
        zoom,
        @JsonProperty("incident.io")
        incident_io
    }
}
