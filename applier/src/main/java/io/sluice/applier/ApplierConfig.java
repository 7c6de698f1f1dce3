package io.sluice.applier;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/// The applier's settings.
@ConfigMapping(prefix = "sluice")
interface ApplierConfig {

    /// Where the broker is; `kafka.bootstrap.servers` unless set.
    String bootstrapServers();

    /// Prefix of the topics.
    @WithDefault("sluice")
    String topicPrefix();

    /// Partitions of every topic; must be what the topics were created with.
    @WithDefault("12")
    int partitions();

    /// The namespace Sluice itself runs in, with its Secrets.
    @WithDefault("sluice-system")
    String namespace();

    /// Stable name of this process for static group membership, so that it gets its partitions back
    /// at once after a crash; `none` for a dynamic member.
    @WithDefault("none")
    String memberId();

    /// The applier's own settings.
    Applier applier();

    /// The applier's own settings.
    interface Applier {

        /// Whether objects are stamped with revision and digest.
        @WithDefault("true")
        boolean stamps();

        /// Requests to the API server at once.
        @WithDefault("16")
        int requestsAtOnce();

        /// The service account that units act as which name none, in their own namespace; without
        /// one those act with the applier's own rights.
        Optional<String> defaultServiceAccount();

        /// Whether kubeconfigs of units may run programs and name files of this process.
        @WithDefault("false")
        boolean insecureKubeconfigExec();

        /// Whether kubeconfigs of units may switch off the check of the server's certificate.
        @WithDefault("false")
        boolean insecureKubeconfigTls();

        /// Whether a dependency with a `readyExpr` must pass the built-in check, too; Flux's feature
        /// gate of that name.
        @WithDefault("false")
        boolean additiveCelDependencyCheck();

        /// Kinds (`group/Kind`) that are applied, and waited for, before the rest of a unit; Flux's
        /// `--custom-apply-stage-kinds`.
        Optional<List<String>> customStageKinds();

        /// Field managers whose fields are taken over, so that what they set disappears; Flux's
        /// `--override-manager`.
        Optional<List<String>> overrideManagers();

        /// The share of a unit's objects that may be deleted by one desired state without
        /// confirmation (`30%`), or `off`.
        @WithDefault("off")
        String deleteGuard();
    }
}
