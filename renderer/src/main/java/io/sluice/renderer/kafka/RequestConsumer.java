package io.sluice.renderer.kafka;

import io.sluice.events.Producer;
import io.sluice.events.log.KeyedConsumer;
import io.sluice.events.log.LogSettings;
import io.sluice.events.log.Publisher;
import io.sluice.events.trace.Tracing;
import io.sluice.events.wire.EventCodec;
import io.sluice.events.wire.Topic;
import io.sluice.events.wire.Ulids;
import io.sluice.renderer.answers.Rendering;
import io.sluice.renderer.artifact.ArtifactCache;
import io.sluice.renderer.metrics.RenderMetrics;
import io.sluice.renderer.substitution.VariableStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

/// The renderer on the log: requests in, answers out.
public final class RequestConsumer implements AutoCloseable {

    private static final String SERVICE = "renderer";

    private final RequestHandler handler;
    private final KeyedConsumer consumer;

    /// What the renderer needs of the log.
    ///
    /// @param memberId stable name of the process, for static membership; empty for none
    /// @param tracing times the renderer's part of a commit's way
    public record Log(
            LogSettings settings,
            String memberId,
            EventCodec codec,
            Publisher publisher,
            Tracing tracing) {}

    /// What a request is answered from.
    ///
    /// @param variables read for `spec.postBuild`
    public record Means(Rendering rendering, ArtifactCache artifacts, VariableStore variables) {}

    /// How much is done at once.
    ///
    /// @param builds at the same time
    /// @param requests read and unfinished
    /// @param bytes of them
    public record Width(int builds, int requests, long bytes) {}

    /// A consumer that joins its group when started.
    public RequestConsumer(
            Log log, Means means, Width width, RenderMetrics metrics, InstantSource clock) {
        Outbox outbox =
                new Outbox(
                        log.publisher(),
                        new Producer(log.codec().clusterUid(), SERVICE),
                        new Ulids(clock, new SecureRandom()),
                        clock);
        this.handler =
                new RequestHandler(
                        log.codec(),
                        new MemoryLoad(log.settings(), log.codec(), metrics),
                        new RenderWork(
                                means.rendering(),
                                means.artifacts(),
                                means.variables(),
                                new Turns(width.builds()),
                                metrics),
                        new AnswerSender(outbox, metrics),
                        outbox,
                        metrics,
                        log.tracing(),
                        clock);
        this.consumer =
                new KeyedConsumer(
                        log.settings(),
                        log.settings().prefix() + "-" + SERVICE,
                        log.memberId(),
                        Topic.REQUESTS,
                        KeyedConsumer.CommitPolicy.PROGRESS,
                        new KeyedConsumer.Limits(width.requests(), width.bytes(), width.requests()),
                        handler,
                        clock);
    }

    /// Starts; waits for broker and topics without limit.
    public void start() {
        consumer.start();
    }

    /// Whether partitions are assigned and everything about them is remembered.
    public boolean isReady() {
        return handler.isReady();
    }

    /// Whether the poll loop turned within this time.
    public boolean isTurning(Duration within) {
        return consumer.isTurning(within);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
