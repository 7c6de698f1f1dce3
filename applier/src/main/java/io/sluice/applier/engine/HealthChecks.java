package io.sluice.applier.engine;

import io.sluice.applier.drift.Seen;
import io.sluice.applier.health.HealthVerdict;
import io.sluice.applier.health.Kstatus;
import io.sluice.applier.health.ObjectHealth;
import io.sluice.events.ApplySpec;
import io.sluice.events.Context;
import io.sluice.events.HealthReported;
import io.sluice.events.HealthReported.LastReady;
import io.sluice.events.HealthReported.State;
import io.sluice.events.ObjectChange;
import io.sluice.events.ObjectId;
import io.sluice.events.ResourceKey;
import io.sluice.events.protocol.DesiredState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Waits for the health of what was applied, without holding a thread.
final class HealthChecks {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private HealthChecks() {}

    /// What is reported right after an apply.
    ///
    /// @param report for the log
    /// @param open what is still to be waited for, if anything
    record Begun(HealthReported report, @Nullable HealthWait open) {}

    /// What is reported of a wait.
    ///
    /// @param report set when it is decided
    /// @param next when to look again at the latest
    record Progress(Optional<HealthReported> report, Instant next) {}

    /// Begins the health check of an apply.
    static Begun begin(
            ResourceKey unit,
            DesiredState.Complete desired,
            List<ObjectChange> changes,
            Duration timeout,
            Instant now,
            Cluster cluster,
            @Nullable LastReady lastReady) {
        Context context = desired.context();
        String digest = desired.manifests().digest();
        List<ObjectId> checked = checked(desired.spec(), changes, unit);
        if (!desired.spec().waits() && checked.isEmpty()) {
            LastReady ready = new LastReady(context.revision(), context.originRevision(), digest);
            return new Begun(
                    new HealthReported(digest, State.NOT_AWAITED, null, null, List.of(), ready),
                    null);
        }
        HealthWait wait = new HealthWait(context, digest, checked, now, timeout);
        HealthReported report = report(wait, now, cluster, lastReady);
        return new Begun(report, report.state() == State.WAITING ? wait : null);
    }

    /// Looks at a wait.
    static Progress look(
            HealthWait wait, Instant now, Cluster cluster, @Nullable LastReady lastReady) {
        HealthReported report = report(wait, now, cluster, lastReady);
        Instant again = now.plus(LOOK_AGAIN);
        Instant next = again.isBefore(wait.deadline()) ? again : wait.deadline();
        return new Progress(
                report.state() == State.WAITING ? Optional.empty() : Optional.of(report), next);
    }

    private static HealthReported report(
            HealthWait wait, Instant now, Cluster cluster, @Nullable LastReady lastReady) {
        Map<ObjectId, ObjectHealth> health = new LinkedHashMap<>();
        for (ObjectId id : wait.objects()) {
            health.put(id, healthOf(id, cluster));
        }
        HealthVerdict verdict =
                HealthVerdict.of(health, Duration.between(wait.since(), now), wait.timeout());
        LastReady ready =
                verdict.state() == State.HEALTHY
                        ? new LastReady(
                                wait.context().revision(),
                                wait.context().originRevision(),
                                wait.digest())
                        : lastReady;
        return new HealthReported(
                wait.digest(),
                verdict.state(),
                verdict.reason().isEmpty() ? null : verdict.reason(),
                verdict.message(),
                verdict.culprits(),
                ready);
    }

    private static ObjectHealth healthOf(ObjectId id, Cluster cluster) {
        Optional<Seen> seen = cluster.live(id);
        if (seen.isPresent()) {
            return seen.get().health();
        }
        return cluster.read(id)
                .map(Kstatus::of)
                .orElse(new ObjectHealth(ObjectHealth.State.NOT_FOUND, "it does not exist"));
    }

    private static List<ObjectId> checked(
            ApplySpec spec, List<ObjectChange> changes, ResourceKey unit) {
        List<ObjectId> checked = new ArrayList<>();
        if (spec.waits()) {
            for (ObjectChange change : changes) {
                switch (change.action()) {
                    case CREATED, CONFIGURED, UNCHANGED -> {
                        if (!isItself(change.object(), unit)) {
                            checked.add(change.object());
                        }
                    }
                    case DELETED, SKIPPED -> {}
                }
            }
            return checked;
        }
        for (ApplySpec.HealthCheck check : spec.healthChecks()) {
            String apiVersion = check.apiVersion();
            checked.add(
                    new ObjectId(
                            apiVersion == null ? usualVersion(check.kind()) : apiVersion,
                            check.kind(),
                            check.namespace() == null ? "" : check.namespace(),
                            check.name()));
        }
        return checked;
    }

    /// A unit whose own resource is among its objects would wait for itself for ever.
    private static boolean isItself(ObjectId id, ResourceKey unit) {
        return id.kind().equals(unit.kind())
                && id.group().equals("kustomize.toolkit.fluxcd.io")
                && id.namespace().equals(unit.namespace())
                && id.name().equals(unit.name());
    }

    private static String usualVersion(String kind) {
        return switch (kind) {
            case "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet" -> "apps/v1";
            case "Job", "CronJob" -> "batch/v1";
            default -> "v1";
        };
    }
}
