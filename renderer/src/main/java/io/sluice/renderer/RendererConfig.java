package io.sluice.renderer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Everything that can be set; `sluice.*`.
@ConfigMapping(prefix = "sluice")
interface RendererConfig {

    /// `host:port,…` of the brokers; follows `kafka.bootstrap.servers`.
    String bootstrapServers();

    /// Of the topics.
    @WithDefault("sluice")
    String topicPrefix();

    /// Of every topic; frozen when the topics are created.
    @WithDefault("12")
    int partitions();

    /// Our own namespace, where the keys are.
    @WithDefault("sluice-system")
    String namespace();

    /// Stable name of the process for static group membership; `none` for a dynamic member.
    @WithDefault("none")
    String memberId();

    /// What belongs to rendering alone.
    Renderer renderer();

    /// Settings of rendering.
    interface Renderer {

        /// Builds at the same time; 0 means one per processor.
        @WithDefault("0")
        int concurrentBuilds();

        /// How long one build may take.
        @WithDefault("1m")
        Duration buildTimeout();

        /// Unpacked bytes of artifacts that are kept.
        @WithDefault("536870912")
        long artifactCacheBytes();

        /// Whether kustomizations may name bases and files by URL.
        @WithDefault("true")
        boolean remoteBases();

        /// Hosts, separated by commas, that remote bases may be on though their addresses are private.
        Optional<List<String>> privateRemoteHosts();

        /// Where artifacts are unpacked.
        @WithDefault("${java.io.tmpdir}")
        Path artifactFolder();
    }
}
