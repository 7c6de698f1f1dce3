package io.sluice.statusprojector.projection;

import io.sluice.events.Applied;
import io.sluice.events.ApplyBlocked;
import io.sluice.events.ApplyFailed;
import io.sluice.events.ApplyOutcome;
import io.sluice.events.ApplySkipped;
import io.sluice.events.CommitDetected;
import io.sluice.events.DesiredStateConfirmed;
import io.sluice.events.DriftCorrected;
import io.sluice.events.DriftDetected;
import io.sluice.events.DriftEvent;
import io.sluice.events.Envelope;
import io.sluice.events.Event;
import io.sluice.events.Head;
import io.sluice.events.HealthReported;
import io.sluice.events.ManifestsRendered;
import io.sluice.events.ObjectChange;
import io.sluice.events.RenderAnswer;
import io.sluice.events.RenderDeferred;
import io.sluice.events.RenderFailed;
import io.sluice.events.RenderRequested;
import io.sluice.events.RenderWaiting;
import io.sluice.events.Rendered;
import io.sluice.events.SourceChecked;
import io.sluice.events.SourceFailed;
import io.sluice.events.Tombstone;
import io.sluice.events.UnitRetired;
import io.sluice.events.UnitWaiting;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which record is which step of the live stream, and the words for it.
final class Changes {
    private Changes() {}

    static @Nullable Ask askOf(Event event) {
        return switch (event) {
            case RenderRequested request -> new Ask.Render(request.full());
            case UnitWaiting waiting -> new Ask.Wait(waiting.reason(), waiting.message());
            case UnitRetired _ -> new Ask.Retire();
            default -> null;
        };
    }

    static Change ofAsk(Head head, Ask ask) {
        return switch (ask) {
            case Ask.Render _ -> Change.of(head, Stage.REQUESTED, null);
            case Ask.Wait wait -> Change.of(head, Stage.WAITING, wait.message());
            case Ask.Retire _ -> Change.of(head, Stage.RETIRED, null);
        };
    }

    static @Nullable Change ofSource(Envelope envelope) {
        Head head = envelope.head();
        return switch (envelope.event()) {
            case CommitDetected found -> Change.of(head, Stage.DETECTED, titleOf(found));
            case SourceChecked checked -> Change.of(head, Stage.CHECKED, checked.message());
            case SourceFailed failed -> Change.of(head, Stage.FAILED, failed.message());
            case Tombstone _ -> Change.of(head, Stage.RETIRED, null);
            default -> null;
        };
    }

    private static @Nullable String titleOf(CommitDetected found) {
        return found.commits().isEmpty()
                ? null
                : found.commits().getFirst().message().lines().findFirst().orElse(null);
    }

    static @Nullable Change ofManifests(Envelope envelope) {
        Head head = envelope.head();
        return switch (envelope.event()) {
            case ManifestsRendered rendered ->
                    Change.of(head, Stage.RENDERED, rendered.objects().size() + " objects");
            case DesiredStateConfirmed _ -> Change.of(head, Stage.CONFIRMED, "unchanged");
            default -> null;
        };
    }

    static Stage stageOf(Event event) {
        return switch (event) {
            case RenderAnswer answer -> UnitView.stageOf(answer);
            case ApplyOutcome outcome -> UnitView.stageOf(outcome);
            case HealthReported health -> UnitView.stageOf(health.state());
            default -> throw new IllegalArgumentException("not an outcome: " + event.getClass());
        };
    }

    /// `Rendered` is left out: the manifests themselves tell it.
    static @Nullable Change ofOutcome(Envelope envelope, Stage stage) {
        Head head = envelope.head();
        return switch (envelope.event()) {
            case Rendered _ -> null;
            case RenderFailed failed -> Change.of(head, stage, failed.message());
            case RenderWaiting waiting -> Change.of(head, stage, waiting.message());
            case RenderDeferred deferred -> Change.of(head, stage, deferred.message());
            case Applied applied -> Change.of(head, stage, summary(applied.changes()));
            case ApplyFailed failed -> Change.of(head, stage, failed.message());
            case ApplyBlocked blocked -> Change.of(head, stage, blocked.message());
            case ApplySkipped skipped -> Change.of(head, stage, skipped.message());
            case HealthReported health -> Change.of(head, stage, health.message());
            default -> null;
        };
    }

    static Change ofDrift(Head head, DriftEvent event) {
        return switch (event) {
            case DriftDetected found ->
                    Change.of(
                            head,
                            Stage.DRIFTED,
                            "%s %s by %s"
                                    .formatted(
                                            found.object(),
                                            found.kind() == DriftDetected.Kind.DELETED
                                                    ? "deleted"
                                                    : "changed",
                                            found.by()));
            case DriftCorrected end ->
                    Change.of(head, Stage.CORRECTED, end.object() + ": " + end.message());
        };
    }

    /// For example `2 created, 5 unchanged`.
    static String summary(List<ObjectChange> changes) {
        Map<ObjectChange.Action, Integer> counts = new EnumMap<>(ObjectChange.Action.class);
        changes.forEach(change -> counts.merge(change.action(), 1, Integer::sum));
        return counts.isEmpty()
                ? "no objects"
                : counts.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey().word())
                        .collect(Collectors.joining(", "));
    }
}
