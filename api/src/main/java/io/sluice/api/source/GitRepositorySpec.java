package io.sluice.api.source;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.sluice.api.meta.Absent;
import io.sluice.api.meta.GoDuration;
import io.sluice.api.meta.LocalReference;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a [GitRepository] asks for.
///
/// @param ignore in gitignore syntax; replaces the repository's own `.sourceignore`
/// @param interval how often to look for a new revision
/// @param provider how to authenticate; see [GitProvider]
/// @param secretRef a Secret with credentials and certificates
/// @param serviceAccountName for workload identity of the object
/// @param sparseCheckout directories to take; all if empty
/// @param timeout of one remote operation
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
@ValidationRule(
        value =
                "!has(self.serviceAccountName) || (has(self.provider)"
                        + " && self.provider in ['azure', 'aws'])",
        message = "serviceAccountName can only be set when provider is 'azure' or 'aws'")
public record GitRepositorySpec(
        @Nullable String ignore,
        List<GitInclude> include,
        @Required @Pattern(GoDuration.PATTERN) String interval,
        @SchemaFrom(type = GitProvider.class) @Nullable String provider,
        @Nullable LocalReference proxySecretRef,
        boolean recurseSubmodules,
        @Nullable GitReference ref,
        @Nullable LocalReference secretRef,
        @Nullable String serviceAccountName,
        List<String> sparseCheckout,
        boolean suspend,
        @Default(GitRepositorySpec.DEFAULT_TIMEOUT) @Pattern(GoDuration.PATTERN_WITHOUT_HOURS)
                @Nullable String timeout,
        @Required @Pattern("^(http|https|ssh)://.*$") String url,
        @Nullable GitVerification verify) {
    private static final String DEFAULT_TIMEOUT = "60s";

    public GitRepositorySpec {
        include = Absent.toEmpty(include);
        sparseCheckout = Absent.toEmpty(sparseCheckout);
    }

    /// The interval as a duration.
    public Duration effectiveInterval() {
        return GoDuration.parse(interval);
    }

    /// The timeout; a minute if none is given.
    public Duration effectiveTimeout() {
        return GoDuration.parse(Absent.or(timeout, DEFAULT_TIMEOUT));
    }

    /// The provider; generic if none is given.
    public GitProvider effectiveProvider() {
        return GitProvider.of(provider);
    }

    /// What to check out; the branch `master` if nothing is given.
    public GitTarget effectiveTarget() {
        return ref == null ? new GitTarget.Branch(GitTarget.DEFAULT_BRANCH) : ref.target();
    }
}
