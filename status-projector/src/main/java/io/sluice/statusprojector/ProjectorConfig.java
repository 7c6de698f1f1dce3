package io.sluice.statusprojector;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// The settings of the status-projector; environment variables spell them `SLUICE_TOPIC_PREFIX`.
@ConfigMapping(prefix = "sluice")
interface ProjectorConfig {

    /// Prefix of all topics.
    @WithDefault("sluice")
    String topicPrefix();

    /// Partitions of every topic, as the source-watcher created them.
    @WithDefault("12")
    int partitions();

    /// Our own namespace.
    @WithDefault("sluice-system")
    String namespace();

    /// Stable name of the process for static group membership, another one for each replica; with
    /// it a killed process gets its partitions back at once. `none` for a dynamic member.
    @WithDefault("none")
    String memberId();

    /// How statuses are written.
    Status status();

    /// How statuses are written.
    interface Status {
        /// How many at once.
        @WithDefault("16")
        int writers();

        /// How long a source that is being looked at stays unseen as such.
        @WithName("fetching-after")
        @WithDefault("2s")
        Duration fetchingAfter();

        /// How long a unit that is being rendered and applied stays unseen as such. Most are done
        /// by then even in a crowd, where each status costs the others time.
        @WithName("applying-after")
        @WithDefault("10s")
        Duration applyingAfter();

        /// The same, where somebody asked for the reconciliation and looks on.
        @WithName("asked-after")
        @WithDefault("2s")
        Duration askedAfter();

        /// How long a unit that waits for health, a dependency or its source stays unseen as such.
        @WithName("waiting-after")
        @WithDefault("300ms")
        Duration waitingAfter();

        /// How long another controller has to speak of a resource of a kind that we do not serve,
        /// before we say that nobody does.
        @WithName("unserved-after")
        @WithDefault("2s")
        Duration unservedAfter();

        /// Kinds that another controller serves, as `HelmRelease,HelmChart`: of these nothing is
        /// said.
        @WithName("left-to-others")
        Optional<Set<String>> leftToOthers();
    }
}
