package io.sluice.statusprojector.status;

import io.sluice.api.kustomize.KustomizationSpec;
import io.sluice.api.kustomize.KustomizationStatus;
import io.sluice.api.meta.GoDuration;
import io.sluice.events.Applied;
import io.sluice.events.ApplyBlocked;
import io.sluice.events.ApplyFailed;
import io.sluice.events.ApplyOutcome;
import io.sluice.events.ApplySkipped;
import io.sluice.events.Cause;
import io.sluice.events.Context;
import io.sluice.events.HealthReported;
import io.sluice.events.RenderAnswer;
import io.sluice.events.RenderFailed;
import io.sluice.events.RenderWaiting;
import io.sluice.events.RequestNumber;
import io.sluice.statusprojector.projection.Ask;
import io.sluice.statusprojector.projection.Recorded;
import io.sluice.statusprojector.projection.UnitView;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Where a unit stands between a request and its end, as its resource sees it.
final class Progress {
    /// Requests that people notice. The others repeat what was done before, and show only when
    /// something comes of them.
    private static final Set<Cause> NOTICED =
            EnumSet.of(
                    Cause.NEW_REVISION,
                    Cause.SPEC_CHANGED,
                    Cause.REQUESTED,
                    Cause.RESUMED,
                    Cause.REFERENCE_CHANGED);

    private final Live<KustomizationSpec, KustomizationStatus> live;
    private final UnitView view;
    private final Pace pace;
    private final Optional<UnitView.Closing> closing;

    Progress(Live<KustomizationSpec, KustomizationStatus> live, UnitView view, Pace pace) {
        this.live = live;
        this.view = view;
        this.pace = pace;
        this.closing = view.closing();
    }

    /// One apply, with its health check.
    record Run(String digest, Instant end, Duration duration, SortedMap<String, String> metadata) {}

    /// Whether the log speaks of a generation that is newer than the resource as it was read.
    boolean isAheadOfLive() {
        return closedGeneration() > live.generation();
    }

    /// Whether no request of the live generation is closed yet.
    boolean isStale() {
        return Math.max(closedGeneration(), live.status().observedGeneration()) < live.generation();
    }

    /// Whether the log, filled again after a loss or for the first time, has not come to an outcome
    /// of what the live status tells already.
    boolean isUntold() {
        return closing.isEmpty() && !isPending() && !isStale();
    }

    /// Whether there is a request that people notice and that is not closed.
    boolean isPending() {
        Recorded<Ask> asked = view.asked();
        if (asked == null || asked.fact() instanceof Ask.Retire) {
            return false;
        }
        if (closing.isEmpty()) {
            return NOTICED.contains(asked.context().cause()) || !isToldAlready(asked.context());
        }
        Context closed = closing.get().context();
        Context context = asked.context();
        boolean differs =
                NOTICED.contains(context.cause())
                        || context.generation() != closed.generation()
                        || !Objects.equals(context.revision(), closed.revision())
                        || !Objects.equals(context.requestedAt(), closed.requestedAt());
        return differs && context.request().isAfter(closed.request());
    }

    /// Whether the live status speaks of this request's generation and revision, from before the
    /// log was lost or from before we took over.
    private boolean isToldAlready(Context context) {
        KustomizationStatus held = live.status();
        return held.observedGeneration() == context.generation()
                && Objects.equals(held.lastAttemptedRevision(), context.revision())
                && (context.requestedAt() == null
                        || context.requestedAt().equals(held.lastHandledReconcileAt()));
    }

    /// Whether the applier skipped the unit, so that there is nothing to tell.
    boolean isSkipped() {
        return view.apply() != null && view.apply().fact() instanceof ApplySkipped;
    }

    /// Whether everything is applied and its health awaited.
    boolean isChecking() {
        Recorded<ApplyOutcome> apply = view.apply();
        Recorded<HealthReported> health = view.health();
        return !isPending()
                && apply != null
                && apply.fact() instanceof Applied
                && health != null
                && health.fact().state() == HealthReported.State.WAITING
                && health.request().covers(apply.request());
    }

    /// The generation of the newest closed request; -1 if none is.
    long closedGeneration() {
        return closing.map(closed -> closed.context().generation()).orElse(-1L);
    }

    /// The annotation that the newest closed request answered.
    Optional<String> handled() {
        return closing.flatMap(closed -> Optional.ofNullable(closed.context().requestedAt()));
    }

    /// The revision of the newest attempt: an apply, or a build that failed.
    Optional<String> attempted() {
        Recorded<ApplyOutcome> apply = view.apply();
        Recorded<RenderAnswer> render = view.render();
        RequestNumber applied = apply == null ? RequestNumber.NONE : apply.request();
        if (render != null
                && render.fact() instanceof RenderFailed
                && render.request().isAfter(applied)) {
            return Optional.ofNullable(render.context().revision());
        }
        boolean tried =
                apply != null
                        && (apply.fact() instanceof Applied || apply.fact() instanceof ApplyFailed);
        return tried && apply != null
                ? Optional.ofNullable(apply.context().revision())
                : Optional.empty();
    }

    /// When what is to be shown became known.
    Instant since() {
        Instant newest = live.since();
        for (Recorded<?> fact : facts()) {
            if (fact != null && fact.time().isAfter(newest)) {
                newest = fact.time();
            }
        }
        return newest;
    }

    private @Nullable Recorded<?>[] facts() {
        return new @Nullable Recorded<?>[] {
            isPending() ? view.asked() : null, view.render(), view.apply(), view.health()
        };
    }

    /// From when on a unit that is under way is shown so. Whoever asked for it looks for a sign.
    Instant due() {
        Recorded<Ask> asked = view.asked();
        if (isChecking() || asked == null) {
            return since().plus(pace.waiting());
        }
        boolean isAwaited = asked.context().cause() == Cause.REQUESTED;
        return since().plus(isAwaited ? pace.asked() : pace.applying());
    }

    /// From when on a failure is shown: at once, but for waiting, and for manifests that are asked
    /// for again, which are often over soon.
    Instant dueOfFailure() {
        RequestNumber applied = view.apply() == null ? RequestNumber.NONE : view.apply().request();
        Recorded<RenderAnswer> render = view.render();
        boolean renderIsNewer = render != null && render.request().isAfter(applied);
        boolean waits =
                renderIsNewer
                        ? isA(RenderWaiting.class, render)
                        : isA(ApplyBlocked.class, view.apply()) || lacksBody();
        return waits ? since().plus(pace.waiting()) : Instant.MIN;
    }

    private boolean lacksBody() {
        return view.apply() != null
                && view.apply().fact() instanceof ApplyFailed failed
                && failed.reason().equals(ApplyFailed.BODY_MISSING);
    }

    /// From when on a success is shown: at once, unless the health of the newest apply is still to
    /// be reported. That follows soon, and with it what is ready now.
    Instant dueOfSuccess() {
        Recorded<ApplyOutcome> apply = view.apply();
        Recorded<HealthReported> health = view.health();
        boolean reported =
                apply == null || (health != null && health.request().covers(apply.request()));
        return reported ? Instant.MIN : since().plus(pace.waiting());
    }

    private static boolean isA(Class<?> type, @Nullable Recorded<?> fact) {
        return fact != null && type.isInstance(fact.fact());
    }

    /// What is being done, in Flux's words.
    String message() {
        Recorded<Ask> asked = view.asked();
        Recorded<RenderAnswer> render = view.render();
        if (asked == null || asked.context().generation() < live.generation()) {
            return "reconciling new object generation (%d)".formatted(live.generation());
        }
        if (isChecking()) {
            return words("Running health checks", view.apply());
        }
        boolean rendered =
                render != null && (asked == null || render.request().covers(asked.request()));
        return rendered
                ? words("Detecting drift", render)
                : words("Building manifests", asked == null ? render : asked);
    }

    private String words(String what, @Nullable Recorded<?> fact) {
        String revision = fact == null ? null : fact.context().revision();
        return revision == null
                ? what
                : "%s for revision %s with a timeout of %s".formatted(what, revision, timeout());
    }

    private String timeout() {
        try {
            return GoDuration.format(live.spec().effectiveTimeout());
        } catch (IllegalArgumentException _) {
            return String.valueOf(live.spec().timeout());
        }
    }

    /// The newest apply, if it made or left something.
    Optional<Run> applied() {
        Recorded<ApplyOutcome> apply = view.apply();
        boolean newest =
                apply != null
                        && (view.render() == null
                                || !view.render().fact().closesRequest()
                                || apply.request().covers(view.render().request()));
        if (apply == null || !newest) {
            return Optional.empty();
        }
        return switch (apply.fact()) {
            case Applied done ->
                    Optional.of(run(apply, done.digest(), Duration.ofMillis(done.millis())));
            case ApplyFailed failed ->
                    Optional.ofNullable(failed.digest())
                            .map(digest -> run(apply, digest, Duration.ZERO));
            case ApplyBlocked _, ApplySkipped _ -> Optional.empty();
        };
    }

    private Run run(Recorded<ApplyOutcome> apply, String digest, Duration atLeast) {
        Recorded<HealthReported> health = view.health();
        Recorded<Ask> asked = view.asked();
        Instant end =
                health != null && health.request().covers(apply.request())
                        ? health.time()
                        : apply.time();
        Duration took =
                asked != null && asked.request().equals(apply.request())
                        ? Duration.between(asked.time(), end)
                        : atLeast;
        var metadata = new TreeMap<String, String>();
        Context context = apply.context();
        if (context.revision() != null) {
            metadata.put("revision", context.revision());
        }
        if (context.originRevision() != null) {
            metadata.put("originRevision", context.originRevision());
        }
        return new Run(digest, end, Duration.ofMillis(Math.max(0, took.toMillis())), metadata);
    }
}
