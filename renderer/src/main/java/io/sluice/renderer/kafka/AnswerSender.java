package io.sluice.renderer.kafka;

import io.sluice.events.Head;
import io.sluice.events.RenderAnswer;
import io.sluice.events.RenderDeferred;
import io.sluice.events.RenderFailed;
import io.sluice.events.RenderWaiting;
import io.sluice.events.Rendered;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.Tombstone;
import io.sluice.events.UnitWaiting;
import io.sluice.events.log.Lane;
import io.sluice.events.wire.Topic;
import io.sluice.renderer.answers.Answer;
import io.sluice.renderer.desiredstate.TooLarge;
import io.sluice.renderer.metrics.RenderMetrics;
import java.util.Optional;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Puts answers on the log: the desired state first, then the slot; remembers what the broker has.
final class AnswerSender {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerSender.class);

    private final Outbox outbox;
    private final RenderMetrics metrics;

    AnswerSender(Outbox outbox, RenderMetrics metrics) {
        this.outbox = outbox;
        this.metrics = metrics;
    }

    /// Answers a request to render.
    ///
    /// @param full whether the body was asked for
    void send(Lane lane, LaneState state, Head request, Answer answer, boolean full)
            throws InterruptedException {
        ResourceKey unit = request.resource();
        if (full) {
            state.owe(unit);
        }
        switch (answer) {
            case Answer.Body body -> sendBody(lane, state, request, body);
            case Answer.Confirmation confirmation -> {
                Optional<Head> sent =
                        outbox.send(
                                lane,
                                Topic.MANIFESTS,
                                request,
                                Slot.CONFIRMED,
                                confirmation.state());
                if (sent.isPresent()) {
                    state.memory().observe(sent.get(), false);
                    state.remember(unit, confirmation.known());
                    sendSlot(lane, state, request, confirmation.outcome());
                }
            }
            case Answer.Failure failure -> sendSlot(lane, state, request, failure.outcome());
            case Answer.Deferral deferral -> defer(lane, state, request, deferral);
        }
    }

    private void sendBody(Lane lane, LaneState state, Head request, Answer.Body body)
            throws InterruptedException {
        long wire = WireSize.of(body);
        if (wire > WireSize.LIMIT) {
            refuse(lane, state, request, body, wire);
            return;
        }
        Optional<Head> sent;
        try {
            sent = outbox.send(lane, Topic.MANIFESTS, request, Slot.SELF, body.manifests());
        } catch (RecordTooLargeException _) {
            refuse(lane, state, request, body, wire);
            return;
        }
        if (sent.isPresent()) {
            state.memory().observe(sent.get(), false);
            state.remember(request.resource(), body.known());
            state.settle(request.resource());
            sendSlot(lane, state, request, body.outcome());
        }
    }

    private void refuse(Lane lane, LaneState state, Head request, Answer.Body body, long wire)
            throws InterruptedException {
        RenderFailed failure =
                TooLarge.of(
                        body.assembly(),
                        "the manifests have %d bytes on the wire",
                        wire,
                        WireSize.LIMIT);
        sendSlot(lane, state, request, failure);
    }

    private void defer(Lane lane, LaneState state, Head request, Answer.Deferral deferral)
            throws InterruptedException {
        LaneState.Given given =
                state.answer(request.resource())
                        .filter(held -> held.context().uid().equals(request.context().uid()))
                        .orElse(null);
        RenderDeferred deferred =
                new RenderDeferred(
                        deferral.reason(),
                        deferral.message(),
                        given == null ? null : given.answer(),
                        given == null ? null : given.context());
        if (outbox.send(lane, Topic.OUTCOMES, request, Slot.RENDER, deferred).isPresent()) {
            note(request, deferred);
        }
    }

    /// Answers that a unit has nothing to be rendered from.
    void sendWaiting(Lane lane, LaneState state, Head request, UnitWaiting waiting)
            throws InterruptedException {
        sendSlot(
                lane,
                state,
                request,
                new RenderWaiting(waiting.reason(), waiting.message(), waiting.stalled()));
    }

    /// Answers with the slot alone.
    void sendSlot(Lane lane, LaneState state, Head request, RenderAnswer answer)
            throws InterruptedException {
        if (outbox.send(lane, Topic.OUTCOMES, request, Slot.RENDER, answer).isPresent()) {
            state.remember(request, answer);
            note(request, answer);
        }
    }

    /// Takes a unit's records off the log.
    void retire(Lane lane, LaneState state, Head request) throws InterruptedException {
        for (Slot slot : new Slot[] {Slot.SELF, Slot.CONFIRMED}) {
            if (outbox.send(lane, Topic.MANIFESTS, request, slot, new Tombstone()).isEmpty()) {
                return;
            }
        }
        if (outbox.send(lane, Topic.OUTCOMES, request, Slot.RENDER, new Tombstone()).isPresent()) {
            state.forget(request.resource());
            metrics.answered("Retired");
            LOG.info("retired unit={} request={}", request.resource(), request.request());
        }
    }

    private void note(Head request, RenderAnswer answer) {
        metrics.answered(nameOf(answer));
        LOG.atLevel(answer instanceof RenderFailed ? Level.WARN : Level.INFO)
                .log(
                        "{} unit={} revision={} request={} cause={}",
                        describe(answer),
                        request.resource(),
                        request.context().revision(),
                        request.request(),
                        request.context().cause());
    }

    private static String nameOf(RenderAnswer answer) {
        return switch (answer) {
            case Rendered rendered -> rendered.unchanged() ? "Unchanged" : "Rendered";
            case RenderFailed _ -> "Failed";
            case RenderWaiting _ -> "Waiting";
            case RenderDeferred _ -> "Deferred";
        };
    }

    private static String describe(RenderAnswer answer) {
        return switch (answer) {
            case Rendered rendered ->
                    rendered.unchanged()
                            ? "unchanged"
                            : "rendered %d objects in %d ms"
                                    .formatted(rendered.objects(), rendered.millis());
            case RenderFailed failed ->
                    "failed (%s: %s%s)".formatted(failed.reason(), place(failed), failed.message());
            case RenderWaiting waiting -> "waiting (%s)".formatted(waiting.reason());
            case RenderDeferred deferred -> "deferred (%s)".formatted(deferred.reason());
        };
    }

    private static String place(RenderFailed failed) {
        if (failed.file() == null) {
            return "";
        }
        return failed.file() + (failed.line() == null ? ": " : ":" + failed.line() + ": ");
    }
}
