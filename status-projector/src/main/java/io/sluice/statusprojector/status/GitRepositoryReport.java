package io.sluice.statusprojector.status;

import io.sluice.api.meta.Artifact;
import io.sluice.api.meta.Condition.Status;
import io.sluice.api.meta.ConditionTypes;
import io.sluice.api.meta.Reasons;
import io.sluice.api.source.GitRepositorySpec;
import io.sluice.api.source.GitRepositoryStatus;
import io.sluice.events.ArtifactReference;
import io.sluice.events.CommitDetected;
import io.sluice.events.Context;
import io.sluice.events.SourceChecked;
import io.sluice.events.SourceEvent;
import io.sluice.events.SourceFailed;
import io.sluice.statusprojector.projection.Recorded;
import io.sluice.statusprojector.projection.SourceView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the status of a GitRepository shall say: Flux's words for the protocol's facts.
public final class GitRepositoryReport {
    private final Live<GitRepositorySpec, GitRepositoryStatus> live;
    private final Recorded<? extends SourceEvent> newest;

    private GitRepositoryReport(
            Live<GitRepositorySpec, GitRepositoryStatus> live,
            Recorded<? extends SourceEvent> newest) {
        this.live = live;
        this.newest = newest;
    }

    /// Decides.
    ///
    /// @param live the resource
    /// @param view what the log says of the source of that name
    public static Report<GitRepositoryStatus> of(
            Live<GitRepositorySpec, GitRepositoryStatus> live, SourceView view, Pace pace) {
        if (live.deleting() || live.suspended()) {
            return new Report.Leave<>(live.deleting() ? "being deleted" : "suspended");
        }
        return view.ofUid(live.uid())
                .newest()
                .map(newest -> new GitRepositoryReport(live, newest).decide(pace))
                .orElse(new Report.Leave<>("the log knows nothing of it"));
    }

    private Report<GitRepositoryStatus> decide(Pace pace) {
        long generation = newest.context().generation();
        if (generation > live.generation()) {
            return new Report.Leave<>("a newer generation is about to be read");
        }
        if (generation < live.generation()) {
            return show(underway(), since().plus(pace.fetching()));
        }
        return show(
                switch (newest.fact()) {
                    case CommitDetected found -> stored(found.artifact());
                    case SourceChecked checked -> stored(checked.artifact());
                    case SourceFailed failed -> failed(failed);
                },
                Instant.MIN);
    }

    private Report<GitRepositoryStatus> show(GitRepositoryStatus wanted, Instant due) {
        return wanted.equals(live.status())
                ? new Report.Leave<>("it says so already")
                : new Report.Show<>(wanted, due, since());
    }

    private Instant since() {
        return newest.time().isAfter(live.since()) ? newest.time() : live.since();
    }

    private GitRepositoryStatus stored(ArtifactReference artifact) {
        String message = messageOf(artifact.revision());
        Conditions conditions = conditions();
        conditions.set(ConditionTypes.READY, Status.True, Reasons.SUCCEEDED, message);
        inStorage(conditions, artifact);
        return status(conditions, artifactOf(artifact), true);
    }

    private GitRepositoryStatus failed(SourceFailed failed) {
        Conditions conditions = conditions();
        conditions.set(ConditionTypes.READY, Status.False, failed.reason(), failed.message());
        Status status =
                failed.condition().equals(ConditionTypes.SOURCE_VERIFIED)
                        ? Status.False
                        : Status.True;
        conditions.set(failed.condition(), status, failed.reason(), failed.message());
        if (failed.stalled()) {
            conditions.set(ConditionTypes.STALLED, Status.True, failed.reason(), failed.message());
        } else {
            conditions.set(
                    ConditionTypes.RECONCILING,
                    Status.True,
                    Reasons.PROGRESSING_WITH_RETRY,
                    failed.message());
        }
        ArtifactReference held = failed.artifact();
        if (held != null) {
            inStorage(conditions, held);
        }
        return status(conditions, held == null ? null : artifactOf(held), false);
    }

    private GitRepositoryStatus underway() {
        Conditions conditions = conditions();
        conditions.set(
                ConditionTypes.READY,
                Status.Unknown,
                Reasons.PROGRESSING,
                "Reconciliation in progress");
        conditions.set(
                ConditionTypes.RECONCILING,
                Status.True,
                Reasons.PROGRESSING,
                "reconciling new object generation (%d)".formatted(live.generation()));
        conditions.keep(ConditionTypes.ARTIFACT_IN_STORAGE);
        return status(conditions, live.status().artifact(), false);
    }

    private Conditions conditions() {
        return new Conditions(live.status().conditions(), live.generation(), since());
    }

    private static void inStorage(Conditions conditions, ArtifactReference artifact) {
        conditions.set(
                ConditionTypes.ARTIFACT_IN_STORAGE,
                Status.True,
                Reasons.SUCCEEDED,
                messageOf(artifact.revision()));
    }

    private static String messageOf(String revision) {
        return "stored artifact for revision '%s'".formatted(revision);
    }

    private GitRepositoryStatus status(
            Conditions conditions, @Nullable Artifact artifact, boolean stored) {
        Context context = newest.context();
        GitRepositoryStatus held = live.status();
        GitRepositorySpec spec = live.spec();
        return new GitRepositoryStatus(
                artifact,
                conditions.list(),
                held.includedArtifacts(),
                context.requestedAt() == null
                        ? held.lastHandledReconcileAt()
                        : context.requestedAt(),
                Math.max(held.observedGeneration(), context.generation()),
                stored ? spec.ignore() : held.observedIgnore(),
                stored ? spec.include() : held.observedInclude(),
                stored ? spec.recurseSubmodules() : held.observedRecurseSubmodules(),
                stored ? spec.sparseCheckout() : held.observedSparseCheckout(),
                held.sourceVerificationMode());
    }

    private static Artifact artifactOf(ArtifactReference stored) {
        return new Artifact(
                stored.digest(),
                stored.lastUpdateTime(),
                stored.metadata(),
                stored.path(),
                stored.revision(),
                stored.size(),
                stored.url());
    }
}
