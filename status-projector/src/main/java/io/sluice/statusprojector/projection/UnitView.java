package io.sluice.statusprojector.projection;

import io.sluice.events.Applied;
import io.sluice.events.ApplyBlocked;
import io.sluice.events.ApplyFailed;
import io.sluice.events.ApplyOutcome;
import io.sluice.events.ApplySkipped;
import io.sluice.events.Context;
import io.sluice.events.HealthReported;
import io.sluice.events.RenderAnswer;
import io.sluice.events.RenderDeferred;
import io.sluice.events.RenderFailed;
import io.sluice.events.RenderWaiting;
import io.sluice.events.Rendered;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import io.sluice.events.protocol.Readiness;
import io.sluice.events.protocol.Slots;
import io.sluice.events.protocol.UnitIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Everything the log says of one unit, at one moment.
///
/// @param asked the newest request; null, as the slots, if the log has none
/// @param body the newest manifests that were rendered in full
/// @param confirmed digest of the newest confirmation
/// @param detected when the source announced the timeline's revision
public record UnitView(
        ResourceKey key,
        @Nullable Recorded<Ask> asked,
        @Nullable Recorded<RenderAnswer> render,
        @Nullable Recorded<ApplyOutcome> apply,
        @Nullable Recorded<HealthReported> health,
        @Nullable Recorded<Manifests> body,
        @Nullable Recorded<String> confirmed,
        Timeline timeline,
        @Nullable Instant detected,
        Drift drift) {

    /// The newest record that closed a request (protocol 2).
    ///
    /// @param context of the request
    /// @param time of the record
    public record Closing(Context context, Instant time) {}

    /// The same view without what speaks of another resource of the same name.
    public UnitView ofUid(String uid) {
        return new UnitView(
                key,
                Recorded.ofUid(asked, uid),
                Recorded.ofUid(render, uid),
                Recorded.ofUid(apply, uid),
                Recorded.ofUid(health, uid),
                Recorded.ofUid(body, uid),
                Recorded.ofUid(confirmed, uid),
                timeline,
                detected,
                drift);
    }

    /// The outcome slots as the protocol's rules take them.
    public Slots slots() {
        return new Slots(filled(render), filled(apply), filled(health));
    }

    private static <T> Slots.@Nullable Filled<T> filled(@Nullable Recorded<T> slot) {
        return slot == null ? null : new Slots.Filled<>(slot.context(), slot.fact());
    }

    /// Whether the log knows of requests or outcomes.
    public boolean isEmpty() {
        return facts().findAny().isEmpty();
    }

    /// Whether the unit was retired and nothing newer is known of it.
    public boolean isGone() {
        Recorded<Ask> newest = asked;
        return newest != null
                && newest.fact() instanceof Ask.Retire
                && facts().allMatch(fact -> newest.request().covers(fact.request()));
    }

    private Stream<Recorded<?>> facts() {
        return Stream.<@Nullable Recorded<?>>of(asked, render, apply, health)
                .flatMap(Stream::ofNullable);
    }

    /// The context of the greatest request that is known of.
    public Optional<Context> newest() {
        return facts().map(Recorded::context)
                .max((one, other) -> one.request().compareTo(other.request()));
    }

    /// The record that closed the newest of the closed requests.
    public Optional<Closing> closing() {
        Closing rendered = closingOf(render);
        Closing applied = apply == null ? null : new Closing(apply.context(), apply.time());
        if (rendered == null || applied == null) {
            return Optional.ofNullable(rendered == null ? applied : rendered);
        }
        boolean applyIsNewer = applied.context().request().covers(rendered.context().request());
        return Optional.of(applyIsNewer ? applied : rendered);
    }

    private static @Nullable Closing closingOf(@Nullable Recorded<RenderAnswer> render) {
        if (render == null) {
            return null;
        }
        if (render.fact() instanceof RenderDeferred deferred) {
            RenderAnswer previous = deferred.previous();
            Context context = deferred.previousContext();
            return previous != null && context != null && previous.closesRequest()
                    ? new Closing(context, render.time())
                    : null;
        }
        return render.fact().closesRequest() ? new Closing(render.context(), render.time()) : null;
    }

    /// Whether the unit is ready, judged at the newest generation in the log.
    public Readiness readiness() {
        return newest().map(
                        context ->
                                Readiness.of(
                                        new UnitIdentity(context.uid(), context.generation()),
                                        slots()))
                .orElse(new Readiness.Unknown(Readiness.PROGRESSING, "nothing is known yet"));
    }

    /// The objects of the desired state; empty while their list is not known.
    public List<Manifests.Line> objects() {
        if (body == null) {
            return List.of();
        }
        boolean valid =
                confirmed == null
                        || body.request().covers(confirmed.request())
                        || confirmed.fact().equals(body.fact().digest());
        return valid ? body.fact().objects() : List.of();
    }

    /// How far the newest request got.
    public Stage stage() {
        RequestNumber rendered = render == null ? RequestNumber.NONE : render.request();
        RequestNumber applied = apply == null ? RequestNumber.NONE : apply.request();
        if (asked != null
                && asked.request().isAfter(rendered)
                && asked.request().isAfter(applied)) {
            return switch (asked.fact()) {
                case Ask.Render _ -> Stage.REQUESTED;
                case Ask.Wait _ -> Stage.WAITING;
                case Ask.Retire _ -> Stage.RETIRED;
            };
        }
        if (render != null && rendered.isAfter(applied)) {
            return stageOf(render.fact());
        }
        return apply == null ? Stage.REQUESTED : stageOf(apply);
    }

    static Stage stageOf(RenderAnswer answer) {
        return switch (answer) {
            case Rendered rendered -> rendered.unchanged() ? Stage.CONFIRMED : Stage.RENDERED;
            case RenderFailed _ -> Stage.FAILED;
            case RenderWaiting _ -> Stage.WAITING;
            case RenderDeferred _ -> Stage.DEFERRED;
        };
    }

    static Stage stageOf(ApplyOutcome outcome) {
        return switch (outcome) {
            case Applied _ -> Stage.APPLIED;
            case ApplyFailed _ -> Stage.FAILED;
            case ApplyBlocked _ -> Stage.BLOCKED;
            case ApplySkipped _ -> Stage.SKIPPED;
        };
    }

    static Stage stageOf(HealthReported.State state) {
        return switch (state) {
            case HEALTHY, NOT_AWAITED -> Stage.HEALTHY;
            case FAILED -> Stage.FAILED;
            case WAITING, UNKNOWN -> Stage.CHECKING;
        };
    }

    private Stage stageOf(Recorded<ApplyOutcome> outcome) {
        boolean judged =
                outcome.fact() instanceof Applied
                        && health != null
                        && health.request().covers(outcome.request());
        return judged && health != null ? stageOf(health.fact().state()) : stageOf(outcome.fact());
    }
}
