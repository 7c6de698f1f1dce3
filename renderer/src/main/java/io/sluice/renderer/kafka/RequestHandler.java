package io.sluice.renderer.kafka;

import io.sluice.events.Envelope;
import io.sluice.events.EpochOpened;
import io.sluice.events.Head;
import io.sluice.events.RenderRequested;
import io.sluice.events.RequestEvent;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import io.sluice.events.UnitRetired;
import io.sluice.events.UnitWaiting;
import io.sluice.events.log.Lane;
import io.sluice.events.log.LaneHandler;
import io.sluice.events.trace.Tracing;
import io.sluice.events.wire.EventCodec;
import io.sluice.events.wire.Reading;
import io.sluice.renderer.answers.Answer;
import io.sluice.renderer.desiredstate.Failures;
import io.sluice.renderer.metrics.RenderMetrics;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers the requests of the assigned partitions: one memory per lane, the newest request of a
/// unit instead of all of them, and no record that holds up another unit's.
public final class RequestHandler implements LaneHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);
    private static final String EPOCH_KEY = EpochOpened.KEY.toString();

    private final EventCodec codec;
    private final MemoryLoad load;
    private final RenderWork work;
    private final AnswerSender sender;
    private final Outbox outbox;
    private final RenderMetrics metrics;
    private final Tracing tracing;
    private final InstantSource clock;
    private final Map<Lane, LaneState> states = new ConcurrentHashMap<>();
    private final Map<Lane, Thread> loaders = new ConcurrentHashMap<>();
    private volatile boolean assigned;

    RequestHandler(
            EventCodec codec,
            MemoryLoad load,
            RenderWork work,
            AnswerSender sender,
            Outbox outbox,
            RenderMetrics metrics,
            Tracing tracing,
            InstantSource clock) {
        this.codec = codec;
        this.load = load;
        this.work = work;
        this.sender = sender;
        this.outbox = outbox;
        this.metrics = metrics;
        this.tracing = tracing;
        this.clock = clock;
    }

    /// Whether partitions are assigned and everything about them is remembered.
    public boolean isReady() {
        return assigned && states.values().stream().allMatch(LaneState::isFilled);
    }

    @Override
    public void assigned(Lane lane) {
        LaneState state = new LaneState();
        states.put(lane, state);
        assigned = true;
        Thread loader =
                Thread.ofVirtual()
                        .name("memory-" + lane.partition())
                        .unstarted(() -> fill(lane, state));
        loaders.put(lane, loader);
        loader.start();
    }

    private void fill(Lane lane, LaneState state) {
        try {
            while (lane.isAlive() && !state.isFilled()) {
                fillOnce(lane, state);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            loaders.remove(lane);
        }
    }

    private void fillOnce(Lane lane, LaneState state) throws InterruptedException {
        try {
            load.fill(state, lane.partition());
        } catch (RuntimeException e) {
            LOG.error("manifests-{} cannot be read and is tried again", lane.partition(), e);
            TimeUnit.SECONDS.sleep(1);
        }
    }

    @Override
    public void queued(Lane lane, ConsumerRecord<String, byte[]> record) {
        LaneState state = states.get(lane);
        if (state == null) {
            return;
        }
        if (codec.isAuthentic(record)) {
            // Here and not in its turn: it must count before the requests that stand behind it.
            state.memory().observeEpoch(codec.decodeHead(record).request().epoch());
        }
        if (!record.key().equals(EPOCH_KEY)) {
            state.inbox().add(record);
        }
    }

    @Override
    public void handle(Lane lane, ConsumerRecord<String, byte[]> record)
            throws InterruptedException {
        LaneState state = states.get(lane);
        if (state == null || record.key().equals(EPOCH_KEY)) {
            return;
        }
        Inbox.Letter letter = state.inbox().take(record);
        state.awaitFilled();
        switch (letter.read(codec)) {
            case Reading.Refused refused -> refuse(lane, state, record, refused);
            case Reading.Read(Envelope envelope) -> handle(lane, state, record, envelope);
        }
    }

    private void handle(
            Lane lane, LaneState state, ConsumerRecord<String, byte[]> record, Envelope envelope)
            throws InterruptedException {
        Head head = envelope.head();
        if (!state.memory().admits(head.request())) {
            metrics.refused("epoch");
            LOG.warn(
                    "refused, of a deposed leader: unit={} request={}",
                    head.resource(),
                    head.request());
            return;
        }
        if (isAnsweredByAnother(state, record.key(), envelope)) {
            metrics.superseded();
            LOG.debug("superseded unit={} request={}", head.resource(), head.request());
            return;
        }
        try {
            answer(lane, state, record.key(), envelope);
        } catch (RuntimeException | Error e) {
            bury(lane, state, record, head, e);
        }
    }

    private void answer(Lane lane, LaneState state, String key, Envelope envelope)
            throws InterruptedException {
        Head head = envelope.head();
        switch (envelope.event()) {
            case RenderRequested requested -> {
                Tracing.Span span = tracing.next("render", head, clock.instant());
                try {
                    render(lane, state, key, envelope, requested, span);
                } catch (RuntimeException | Error e) {
                    span.fail("Internal");
                    throw e;
                }
            }
            case UnitWaiting waiting -> sender.sendWaiting(lane, state, head, waiting);
            case UnitRetired _ -> sender.retire(lane, state, head);
            default -> LOG.warn("not a request: {} of {}", head.type(), head.resource());
        }
    }

    private void render(
            Lane lane,
            LaneState state,
            String key,
            Envelope envelope,
            RenderRequested requested,
            Tracing.Span span)
            throws InterruptedException {
        Head head = span.of(envelope.head());
        boolean full = requested.full() || state.owes(head.resource());
        Answer answer = work.answer(state, head, requested, full);
        if (answer instanceof Answer.Deferral && isAnsweredByAnother(state, key, envelope)) {
            span.end("Superseded");
            return;
        }
        sender.send(lane, state, head, answer, full);
        end(span, answer);
    }

    private static void end(Tracing.Span span, Answer answer) {
        switch (answer) {
            case Answer.Body _ -> span.end("ManifestsRendered");
            case Answer.Confirmation _ -> span.end("DesiredStateConfirmed");
            case Answer.Failure failure -> span.fail(failure.outcome().reason());
            case Answer.Deferral deferral -> span.fail(deferral.reason());
        }
    }

    /// Whether a later request of the unit waits behind this one, or was answered before.
    private boolean isAnsweredByAnother(LaneState state, String key, Envelope own) {
        ResourceKey unit = own.resource();
        RequestNumber number = own.request();
        boolean superseded =
                state.memory().isSuperseded(unit, number)
                        || state.answer(unit)
                                .filter(given -> given.context().request().isAfter(number))
                                .isPresent();
        for (Inbox.Letter letter : state.inbox().waiting(key)) {
            superseded |= isLater(letter.read(codec), number);
        }
        if (superseded && own.event() instanceof RenderRequested requested && requested.full()) {
            state.owe(unit);
        }
        return superseded;
    }

    private static boolean isLater(Reading reading, RequestNumber number) {
        return reading instanceof Reading.Read(Envelope later)
                && later.event() instanceof RequestEvent
                && later.request().isAfter(number);
    }

    private void refuse(
            Lane lane,
            LaneState state,
            ConsumerRecord<String, byte[]> record,
            Reading.Refused refused)
            throws InterruptedException {
        metrics.refused(refused.reason().name());
        LOG.warn("refused: {}", refused.message());
        if (refused.reason() != Reading.Reason.UNDECODABLE) {
            return;
        }
        outbox.deadLetter(lane, record, refused.message(), true);
        metrics.deadLettered();
        try {
            Head head = codec.decodeHead(record);
            if (state.memory().admits(head.request())) {
                sender.sendSlot(
                        lane,
                        state,
                        head,
                        Failures.internal("the request cannot be read: " + refused.message()));
            }
        } catch (IllegalArgumentException _) {
            LOG.debug("its head cannot be read either, so nobody can be answered");
        }
    }

    private void bury(
            Lane lane,
            LaneState state,
            ConsumerRecord<String, byte[]> record,
            Head head,
            Throwable bug)
            throws InterruptedException {
        LOG.error(
                "a bug: unit={} request={} is not rendered", head.resource(), head.request(), bug);
        metrics.deadLettered();
        outbox.deadLetter(lane, record, bug.getClass().getName(), false);
        sender.sendSlot(
                lane,
                state,
                head,
                Failures.internal(
                        "rendering failed because of a bug in Sluice (%s); the log of the renderer says more"
                                .formatted(bug.getClass().getSimpleName())));
    }

    @Override
    public void caughtUp(Lane lane) {
        LOG.debug("caught up with requests-{}", lane.partition());
    }

    @Override
    public void dropped(Lane lane, boolean lost) {
        states.remove(lane);
        Thread loader = loaders.remove(lane);
        if (loader != null) {
            loader.interrupt();
        }
    }
}
