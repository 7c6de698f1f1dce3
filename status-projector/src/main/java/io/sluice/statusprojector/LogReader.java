package io.sluice.statusprojector;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.sluice.api.keys.ClusterIdentity;
import io.sluice.events.Envelope;
import io.sluice.events.ResourceKey;
import io.sluice.events.log.LogSettings;
import io.sluice.events.wire.EventCodec;
import io.sluice.events.wire.Partitions;
import io.sluice.events.wire.Reading;
import io.sluice.events.wire.Topic;
import io.sluice.statusprojector.effects.StatusTraces;
import io.sluice.statusprojector.http.LiveStream;
import io.sluice.statusprojector.kafka.ProjectionFollower;
import io.sluice.statusprojector.kafka.Teller;
import io.sluice.statusprojector.projection.Change;
import io.sluice.statusprojector.projection.Projection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts to read the log as soon as it is known which cluster this is, and passes on what is read.
final class LogReader implements ProjectionFollower.Onlooker, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogReader.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final KubernetesClient client;
    private final LogSettings settings;
    private final Partitions partitions;
    private final Projection projection;
    private final Statuses statuses;
    private final LiveStream stream;
    private final ProjectorMetrics metrics;
    private final StatusTraces traces;
    private final Teller teller;
    private final Thread starter;
    private volatile @Nullable ProjectionFollower follower;
    private volatile boolean caughtUp;

    LogReader(
            KubernetesClient client,
            LogSettings settings,
            Partitions partitions,
            Projection projection,
            Statuses statuses,
            LiveStream stream,
            ProjectorMetrics metrics,
            StatusTraces traces,
            Teller teller) {
        this.client = client;
        this.settings = settings;
        this.partitions = partitions;
        this.projection = projection;
        this.statuses = statuses;
        this.stream = stream;
        this.metrics = metrics;
        this.traces = traces;
        this.teller = teller;
        this.starter = Thread.ofVirtual().name("log-reader-start").unstarted(this::begin);
    }

    void start() {
        metrics.watch(this::isCaughtUp);
        starter.start();
    }

    private void begin() {
        try {
            var codec = new EventCodec(settings.prefix(), partitions, clusterUid(), null);
            teller.reads(codec);
            var reading = new ProjectionFollower(settings, codec, projection, this);
            follower = reading;
            LOG.info("reading the log at {}", settings.bootstrapServers());
            reading.start();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private String clusterUid() throws InterruptedException {
        boolean told = false;
        while (true) {
            try {
                return ClusterIdentity.read(client).uid();
            } catch (KubernetesClientException | IllegalStateException e) {
                if (!told) {
                    told = true;
                    LOG.warn("waiting for the API server: {}", e.getMessage());
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            }
        }
    }

    boolean isCaughtUp() {
        return caughtUp;
    }

    /// Whether the loop turned within this time; one that has not begun yet does not hang.
    boolean isTurning(Duration within) {
        ProjectionFollower reading = follower;
        return reading == null || reading.isTurning(within);
    }

    @Override
    public void read(Envelope record) {
        traces.read(record.head());
    }

    @Override
    public void moved(Topic topic, ResourceKey key, Optional<Change> change) {
        metrics.recordRead(topic);
        change.ifPresent(stream::tell);
        statuses.effects().touch(key);
    }

    @Override
    public void caughtUp() {
        caughtUp = true;
        statuses.openIf(true);
    }

    @Override
    public void lost() {
        caughtUp = false;
        statuses.effects().shut();
    }

    @Override
    public void refused(Reading.Refused refused) {
        metrics.recordRefused(refused.reason());
    }

    @Override
    public void close() {
        starter.interrupt();
        ProjectionFollower reading = follower;
        if (reading != null) {
            reading.close();
        }
    }
}
