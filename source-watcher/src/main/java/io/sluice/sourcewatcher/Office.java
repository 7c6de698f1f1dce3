package io.sluice.sourcewatcher;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.sluice.api.keys.KeyPurpose;
import io.sluice.api.keys.KeySecrets;
import io.sluice.events.Envelope;
import io.sluice.events.Producer;
import io.sluice.events.log.LogFollower;
import io.sluice.events.log.LogSettings;
import io.sluice.events.log.Publisher;
import io.sluice.events.log.TopicAdmin;
import io.sluice.events.protocol.LogEnds.Place;
import io.sluice.events.wire.EventCodec;
import io.sluice.events.wire.Partitions;
import io.sluice.events.wire.Topic;
import io.sluice.sourcewatcher.git.GitChecker;
import io.sluice.sourcewatcher.kafka.CommitTraces;
import io.sluice.sourcewatcher.kafka.LogGuard;
import io.sluice.sourcewatcher.kafka.LogReader;
import io.sluice.sourcewatcher.kafka.LogWriter;
import io.sluice.sourcewatcher.kubernetes.Declarations;
import io.sluice.sourcewatcher.kubernetes.LeaderLease;
import io.sluice.sourcewatcher.kubernetes.References;
import io.sluice.sourcewatcher.kubernetes.Resources;
import io.sluice.sourcewatcher.kubernetes.WatchedReferences;
import io.sluice.sourcewatcher.source.Jitter;
import io.sluice.sourcewatcher.watch.Input;
import io.sluice.sourcewatcher.watch.Watch;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One term as the leader, from taking over to being deposed.
@Singleton
public final class Office {

    private static final Logger LOG = LoggerFactory.getLogger(Office.class);
    private static final double JITTER = 0.05;
    private static final long TICK_MILLIS = 100;
    private static final Duration FOLLOWING = Duration.ofSeconds(60);

    private final WatcherConfig config;
    private final KubernetesClient client;
    private final KeySecrets keys;
    private final LogSettings settings;
    private final Partitions partitions;
    private final InstantSource clock;
    private final GitChecker git;
    private final Instance<EventCodec> codecs;
    private final Instance<Publisher> publishers;
    private final Instance<Producer> producers;
    private final Vital vital;
    private final Metrics metrics;
    private final CommitTraces traces;
    private final RandomGenerator random = new SecureRandom();

    Office(
            WatcherConfig config,
            KubernetesClient client,
            KeySecrets keys,
            LogSettings settings,
            Partitions partitions,
            InstantSource clock,
            GitChecker git,
            Instance<EventCodec> codecs,
            Instance<Publisher> publishers,
            Instance<Producer> producers,
            Vital vital,
            Metrics metrics,
            CommitTraces traces) {
        this.config = config;
        this.client = client;
        this.keys = keys;
        this.settings = settings;
        this.partitions = partitions;
        this.clock = clock;
        this.git = git;
        this.codecs = codecs;
        this.publishers = publishers;
        this.producers = producers;
        this.vital = vital;
        this.metrics = metrics;
        this.traces = traces;
    }

    /// Leads until deposed or interrupted.
    void hold(LeaderLease lease, LeaderLease.Term first, Renewals renewals)
            throws InterruptedException {
        var peers = new Peers(vital);
        BlockingQueue<Input> inputs = new LinkedBlockingQueue<>();
        keys(peers);
        EventCodec codec =
                peers.await("the identity of the cluster", () -> Optional.of(codecs.get()));
        try (var admin = new TopicAdmin(settings, partitions)) {
            var guard = new LogGuard(admin, first.logEnds());
            renewals.noting(guard::note);
            boolean lost = prepareTopics(peers, admin, guard, first.logEnds() != null);
            var term = new Term(lease, guard, admin, peers, inputs);
            var writer = writer(term);
            peers.await(
                    "the broker to take the first records", () -> opened(writer, first.epoch()));
            var watch = new Watch(first.epoch(), lost, partitions, Jitter.of(random, JITTER));
            try (var follower =
                            new LogFollower(
                                    settings,
                                    "watch",
                                    List.of(Topic.COMMITS, Topic.OUTCOMES),
                                    codec,
                                    new LogReader(read(inputs), metrics::refused));
                    var declarations =
                            new Declarations(
                                    client, config.crossNamespaceReferences(), inputs::add);
                    var watched = new WatchedReferences(client, inputs::add)) {
                follower.start();
                declarations.start();
                watched.start();
                var intake = new Intake(watch, inputs, clock, vital);
                intake.takeBacklog(
                        peers,
                        () ->
                                follower.isCaughtUp()
                                        && declarations.hasSynced()
                                        && watched.hasSynced());
                inputs.add(new Input.Synced());
                loop(intake, term, writer, renewals, follower);
            }
        } finally {
            vital.leading(false);
        }
    }

    private Consumer<Input> read(BlockingQueue<Input> inputs) {
        return input -> {
            if (input instanceof Input.RecordRead record) {
                traces.read(record.envelope());
            }
            inputs.add(input);
        };
    }

    /// What the loop works with during one term.
    private record Term(
            LeaderLease lease,
            LogGuard guard,
            TopicAdmin admin,
            Peers peers,
            BlockingQueue<Input> inputs) {}

    private void keys(Peers peers) throws InterruptedException {
        for (KeyPurpose purpose : KeyPurpose.values()) {
            peers.await(
                    "the Secret " + purpose.secretName(),
                    () -> Optional.of(keys.readOrCreate(purpose)));
        }
    }

    /// Creates what topics are missing.
    ///
    /// @return whether some were there before and are lost
    private boolean prepareTopics(Peers peers, TopicAdmin admin, LogGuard guard, boolean noted)
            throws InterruptedException {
        return peers.await(
                "the broker at " + settings.bootstrapServers(),
                () -> {
                    String loss = guard.look();
                    boolean lost = loss != null && noted;
                    if (lost) {
                        LOG.warn("the log was lost: {}; everything is announced again", loss);
                        metrics.logLost();
                    }
                    List<Topic> created = admin.createMissing();
                    if (loss != null) {
                        guard.forget();
                    }
                    if (!created.isEmpty()) {
                        LOG.info("topics created: {}", created);
                    }
                    return Optional.of(lost);
                });
    }

    private LogWriter writer(Term term) {
        return new LogWriter(
                publishers.get(),
                producers.get(),
                partitions,
                clock,
                random,
                traces,
                new LogWriter.Listener() {
                    @Override
                    public void acknowledged(Place place, long offset) {
                        term.guard().acknowledged(place, offset);
                    }

                    @Override
                    public void undelivered(Envelope envelope, Throwable why) {
                        metrics.undelivered();
                        LOG.warn("{} was not delivered: {}", envelope.head().key(), why.toString());
                        term.inputs()
                                .add(
                                        new Input.Undelivered(
                                                envelope.resource(), envelope.request()));
                    }

                    @Override
                    public void lost(Place place) {
                        term.guard().suspect(place);
                    }
                });
    }

    private static Optional<Boolean> opened(LogWriter writer, long epoch) throws Exception {
        writer.open(epoch);
        LOG.info("epoch {} is open", epoch);
        return Optional.of(true);
    }

    /// Works until the term is over. What works beside the loop is looked after here: if one of them
    /// ended, so does the term, and the next begins with others.
    private void loop(
            Intake intake, Term term, LogWriter writer, Renewals renewals, LogFollower follower)
            throws InterruptedException {
        var effects =
                new Effects(
                        writer,
                        traces,
                        new Checks(git, metrics, term.inputs()::add),
                        new References(client),
                        new Resources(client),
                        git,
                        metrics,
                        term.inputs()::add);
        try (var looks = new LogLooks(term.guard())) {
            while (!renewals.isDeposed()) {
                vital.turned();
                if (!follower.isTurning(FOLLOWING)) {
                    throw new IllegalStateException("the log is not followed any more");
                }
                if (!term.lease().isValid()) {
                    TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
                    continue;
                }
                String loss = looks.takeLoss();
                if (loss != null) {
                    if (!recover(loss, term, writer)) {
                        return;
                    }
                    looks.takeLoss();
                }
                intake.turn(effects);
                vital.leading(true);
            }
        }
    }

    /// The log was lost: makes it again and opens another epoch; everything is told again.
    ///
    /// @return whether we still lead
    private boolean recover(String loss, Term term, LogWriter writer) throws InterruptedException {
        LOG.warn("the log was lost: {}; everything is announced again", loss);
        metrics.logLost();
        term.guard().forget();
        Optional<LeaderLease.Term> next =
                term.peers().await("the Lease", () -> Optional.of(term.lease().nextTerm()));
        if (next.isEmpty()) {
            return false;
        }
        long epoch = next.get().epoch();
        term.peers()
                .await(
                        "the broker to create the topics again",
                        () -> Optional.of(term.admin().createMissing()));
        term.guard().forget();
        term.peers().await("the broker to take the first records", () -> opened(writer, epoch));
        term.inputs().add(new Input.LogLost(epoch));
        return true;
    }
}
