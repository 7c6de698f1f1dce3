package io.sluice.events.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.events.Applied;
import io.sluice.events.ApplyBlocked;
import io.sluice.events.ApplyFailed;
import io.sluice.events.ApplySkipped;
import io.sluice.events.ApplySpec;
import io.sluice.events.ArtifactReference;
import io.sluice.events.Cause;
import io.sluice.events.Commit;
import io.sluice.events.CommitDetected;
import io.sluice.events.Context;
import io.sluice.events.DesiredStateConfirmed;
import io.sluice.events.DriftCorrected;
import io.sluice.events.DriftDetected;
import io.sluice.events.EpochOpened;
import io.sluice.events.Event;
import io.sluice.events.EventType;
import io.sluice.events.HealthReported;
import io.sluice.events.InputSet;
import io.sluice.events.ManifestsRendered;
import io.sluice.events.ObjectChange;
import io.sluice.events.ObjectFailure;
import io.sluice.events.ObjectId;
import io.sluice.events.RecordKey;
import io.sluice.events.Reference;
import io.sluice.events.RenderDeferred;
import io.sluice.events.RenderFailed;
import io.sluice.events.RenderRequested;
import io.sluice.events.RenderWaiting;
import io.sluice.events.Rendered;
import io.sluice.events.RenderedObject;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import io.sluice.events.Samples;
import io.sluice.events.SealedBody;
import io.sluice.events.Slot;
import io.sluice.events.SourceChecked;
import io.sluice.events.SourceFailed;
import io.sluice.events.SourceReference;
import io.sluice.events.Tombstone;
import io.sluice.events.UnitRetired;
import io.sluice.events.UnitWaiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One event of each type, with every property set.
final class GoldenEvents {

    static final ResourceKey SOURCE = new ResourceKey("GitRepository", "flux-system", "lab");

    static final Context CONTEXT =
            new Context(
                    "uid-1",
                    3,
                    new RequestNumber(1793527200, 42),
                    Cause.NEW_REVISION,
                    "2026-11-01T09:59:59.5Z",
                    new SourceReference(SOURCE, "uid-2"),
                    "sha256:aa",
                    "main@sha1:bb",
                    "main@sha1:cc",
                    "bb");

    private static final ArtifactReference ARTIFACT =
            new ArtifactReference(
                    "http://store/gitrepository/flux-system/lab/bb.tar.gz",
                    "gitrepository/flux-system/lab/bb.tar.gz",
                    "main@sha1:bb",
                    "sha256:aa",
                    1234,
                    Samples.TIME,
                    new TreeMap<>(Map.of("origin", "x")));
    private static final ObjectId CONFIG = new ObjectId("v1", "ConfigMap", "web", "settings");
    private static final ObjectId SECRET = new ObjectId("v1", "Secret", "web", "password");
    private static final Reference REFERENCE =
            new Reference("ConfigMap", "apps", "variables", "uid-3", "17");

    private GoldenEvents() {}

    static Topic topic(EventType type) {
        return switch (type) {
            case COMMIT_DETECTED, SOURCE_CHECKED, SOURCE_FAILED -> Topic.COMMITS;
            case RENDER_REQUESTED, UNIT_WAITING, UNIT_RETIRED, EPOCH_OPENED -> Topic.REQUESTS;
            case MANIFESTS_RENDERED, DESIRED_STATE_CONFIRMED, TOMBSTONE -> Topic.MANIFESTS;
            case RENDERED,
                    RENDER_FAILED,
                    RENDER_WAITING,
                    RENDER_DEFERRED,
                    APPLIED,
                    APPLY_FAILED,
                    APPLY_BLOCKED,
                    APPLY_SKIPPED,
                    HEALTH_REPORTED ->
                    Topic.OUTCOMES;
            case DRIFT_DETECTED, DRIFT_CORRECTED -> Topic.DRIFT;
        };
    }

    static RecordKey key(EventType type) {
        ResourceKey unit = Samples.unit("web");
        return switch (type) {
            case COMMIT_DETECTED -> SOURCE.slot(Slot.SELF);
            case SOURCE_CHECKED, SOURCE_FAILED -> SOURCE.slot(Slot.CHECK);
            case EPOCH_OPENED -> EpochOpened.KEY.slot(Slot.SELF);
            case DESIRED_STATE_CONFIRMED -> unit.slot(Slot.CONFIRMED);
            case RENDERED, RENDER_FAILED, RENDER_WAITING, RENDER_DEFERRED -> unit.slot(Slot.RENDER);
            case APPLIED, APPLY_FAILED, APPLY_BLOCKED, APPLY_SKIPPED -> unit.slot(Slot.APPLY);
            case HEALTH_REPORTED -> unit.slot(Slot.HEALTH);
            case RENDER_REQUESTED,
                    UNIT_WAITING,
                    UNIT_RETIRED,
                    MANIFESTS_RENDERED,
                    TOMBSTONE,
                    DRIFT_DETECTED,
                    DRIFT_CORRECTED ->
                    unit.slot(Slot.SELF);
        };
    }

    static Event event(EventType type) {
        return switch (type) {
            case COMMIT_DETECTED ->
                    new CommitDetected(
                            ARTIFACT,
                            List.of(
                                    new Commit(
                                            "bb",
                                            "Ada <ada@home.example>",
                                            "Update web\n",
                                            Samples.TIME,
                                            List.of("apps/web.yaml"),
                                            true)),
                            true);
            case SOURCE_CHECKED -> new SourceChecked(ARTIFACT, "nothing new");
            case SOURCE_FAILED ->
                    new SourceFailed("GitOperationFailed", "no", "FetchFailed", true, ARTIFACT);
            case RENDER_REQUESTED ->
                    new RenderRequested(
                            json("{\"interval\":\"10m\",\"path\":\"./web\",\"prune\":true}"),
                            ARTIFACT,
                            List.of(REFERENCE),
                            true);
            case UNIT_WAITING -> new UnitWaiting("ArtifactFailed", "no artifact", true);
            case UNIT_RETIRED -> new UnitRetired();
            case EPOCH_OPENED -> new EpochOpened(1793527200);
            case MANIFESTS_RENDERED -> manifests();
            case DESIRED_STATE_CONFIRMED ->
                    new DesiredStateConfirmed("sha256:dd", "sha256:ee", spec());
            case RENDERED ->
                    new Rendered(
                            "sha256:dd",
                            "sha256:ee",
                            2,
                            true,
                            List.of(REFERENCE),
                            List.of("deprecated"),
                            12);
            case RENDER_FAILED -> new RenderFailed("BuildFailed", "bad", "web/a.yaml", 7, true);
            case RENDER_WAITING -> new RenderWaiting("ArtifactFailed", "no artifact", true);
            case RENDER_DEFERRED ->
                    new RenderDeferred(
                            "ArtifactGone",
                            "404",
                            new RenderFailed("BuildFailed", "bad", "web/a.yaml", 7, false),
                            CONTEXT);
            case APPLIED ->
                    new Applied(
                            "sha256:dd",
                            List.of(new ObjectChange(CONFIG, ObjectChange.Action.CREATED)),
                            34);
            case APPLY_FAILED ->
                    new ApplyFailed(
                            "sha256:dd",
                            "ReconciliationFailed",
                            "ConfigMap/web/settings: no",
                            List.of(new ObjectChange(SECRET, ObjectChange.Action.UNCHANGED)),
                            List.of(new ObjectFailure(CONFIG, "web/a.yaml", "no")));
            case APPLY_BLOCKED ->
                    new ApplyBlocked(
                            "sha256:dd",
                            ApplyBlocked.Reason.CYCLE,
                            "a circle",
                            List.of(Samples.unit("wiki")));
            case APPLY_SKIPPED ->
                    new ApplySkipped(ApplySkipped.Reason.SUSPENDED, "the unit is suspended");
            case HEALTH_REPORTED ->
                    new HealthReported(
                            "sha256:dd",
                            HealthReported.State.FAILED,
                            "HealthCheckFailed",
                            "timeout",
                            List.of(new ObjectFailure(CONFIG, null, "InProgress")),
                            new HealthReported.LastReady(
                                    "main@sha1:aa", "main@sha1:cc", "sha256:d0"));
            case DRIFT_DETECTED ->
                    new DriftDetected(
                            CONFIG, DriftDetected.Kind.CHANGED, List.of("/data/a"), "kubectl-edit");
            case DRIFT_CORRECTED -> new DriftCorrected(CONFIG, true, "repaired", 56);
            case TOMBSTONE -> new Tombstone();
        };
    }

    private static ManifestsRendered manifests() {
        return new ManifestsRendered(
                "sha256:dd",
                "sha256:ee",
                new InputSet(
                        "kustomize 5.8.1",
                        "sha256:ff",
                        new TreeMap<>(Map.of("web/a.yaml", "sha256:01")),
                        new TreeMap<>(Map.of("web", "sha256:02")),
                        List.of("web/kustomization.yml"),
                        List.of(REFERENCE)),
                List.of(
                        RenderedObject.open(
                                CONFIG,
                                "sha256:03",
                                "web/a.yaml",
                                json("{\"data\":{\"a\":\"1\"},\"n\":1.50}")),
                        RenderedObject.sealed(
                                SECRET, "hmac-sha256:04", null, new SealedBody("k1", "AAAA"))),
                spec());
    }

    private static ApplySpec spec() {
        return new ApplySpec(
                "10m",
                "1m",
                "5m",
                true,
                true,
                true,
                "web",
                List.of(new ApplySpec.Dependency("infra", "flux-system", "dep.status != null")),
                List.of(new ApplySpec.HealthCheck("apps/v1", "Deployment", "web", "web")),
                List.of(new ApplySpec.HealthCheckExpression("a/v1", "B", "true", "false", "false")),
                List.of(
                        new ApplySpec.IgnoreRule(
                                List.of("/spec/replicas"), json("{\"kind\":\"Deployment\"}"))));
    }

    private static JsonNode json(String text) {
        try {
            return EventJson.mapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
