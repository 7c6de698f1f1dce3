package io.sluice.sourcewatcher;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Everything that can be set.
@ConfigMapping(prefix = "sluice")
public interface WatcherConfig {

    /// Our own namespace, with the Lease and the key Secrets.
    @WithDefault("sluice-system")
    String namespace();

    /// What the topics' names start with.
    @WithDefault("sluice")
    String topicPrefix();

    /// How many partitions every topic has; frozen once the topics exist.
    @WithDefault("12")
    int partitions();

    /// Names this process in the Lease; the host's name by default.
    Optional<String> identity();

    /// Whether units may use sources of other namespaces.
    @WithDefault("true")
    boolean crossNamespaceReferences();

    /// The artifact store.
    Artifacts artifacts();

    /// The mirrors of remotes.
    Mirrors mirrors();

    /// The artifact store.
    interface Artifacts {

        /// Where the other services fetch artifacts.
        @WithDefault(
                "http://sluice-source-watcher.${sluice.namespace:sluice-system}.svc.cluster.local.")
        URI url();

        /// Where artifacts are kept.
        @WithDefault("data/artifacts")
        Path directory();

        /// How many artifacts of a source stay at least.
        @WithDefault("2")
        int retained();

        /// How long every artifact stays at least.
        @WithDefault("60s")
        Duration retention();
    }

    /// The mirrors of remotes.
    interface Mirrors {

        /// Where mirrors are kept.
        @WithDefault("${sluice.artifacts.directory:data/artifacts}/.mirrors")
        Path directory();
    }
}
