package io.sluice.statusprojector;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sluice.events.Applied;
import io.sluice.events.ApplyBlocked;
import io.sluice.events.ApplyFailed;
import io.sluice.events.ApplySpec;
import io.sluice.events.ArtifactReference;
import io.sluice.events.Cause;
import io.sluice.events.Commit;
import io.sluice.events.CommitDetected;
import io.sluice.events.Context;
import io.sluice.events.DesiredStateConfirmed;
import io.sluice.events.Envelope;
import io.sluice.events.Event;
import io.sluice.events.HealthReported;
import io.sluice.events.ManifestsRendered;
import io.sluice.events.ObjectChange;
import io.sluice.events.ObjectFailure;
import io.sluice.events.ObjectId;
import io.sluice.events.Producer;
import io.sluice.events.RecordKey;
import io.sluice.events.RenderRequested;
import io.sluice.events.Rendered;
import io.sluice.events.RenderedObject;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import io.sluice.events.SourceReference;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Facts for tests, as the other services would write them.
public final class Facts {
    public static final String COMMIT = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
    public static final String REVISION = "main@sha1:" + COMMIT;
    public static final String DIGEST = "sha256:aaaa";
    public static final ObjectId OBJECT = new ObjectId("v1", "ConfigMap", "apps", "settings");
    public static final ResourceKey SOURCE = new ResourceKey("GitRepository", "apps", "web");

    private Facts() {}

    public static ResourceKey unit(String name) {
        return new ResourceKey("Kustomization", "apps", name);
    }

    /// The context of a unit's request for a revision.
    public static Context context(
            String uid, long generation, long sequence, @Nullable String requestedAt) {
        return context(uid, generation, sequence, requestedAt, REVISION, Cause.NEW_REVISION);
    }

    public static Context context(
            String uid,
            long generation,
            long sequence,
            @Nullable String requestedAt,
            String revision,
            Cause cause) {
        return new Context(
                uid,
                generation,
                new RequestNumber(1, sequence),
                cause,
                requestedAt,
                new SourceReference(SOURCE, "source-uid"),
                DIGEST,
                revision,
                null,
                revision.substring(revision.lastIndexOf(':') + 1));
    }

    public static Envelope envelope(
            String cluster, RecordKey key, Context context, Instant time, Event event) {
        return Envelope.of(
                "01JD0000000000000000000000",
                key,
                new Producer(cluster, "test"),
                time,
                context,
                event);
    }

    public static ArtifactReference artifact(String revision) {
        return new ArtifactReference(
                "http://store.test/gitrepository/apps/web/4b825dc.tar.gz",
                "gitrepository/apps/web/4b825dc.tar.gz",
                revision,
                "sha256:bbbb",
                1234,
                Instant.parse("2026-11-01T09:59:59Z"),
                new TreeMap<>());
    }

    public static CommitDetected detected(String revision) {
        return new CommitDetected(
                artifact(revision),
                List.of(
                        new Commit(
                                COMMIT,
                                "Ada <ada@example.com>",
                                "Change the settings\n\nBecause.",
                                Instant.parse("2026-11-01T09:59:00Z"),
                                List.of("apps/settings.yaml"),
                                false)),
                false);
    }

    public static RenderRequested requested() {
        return new RenderRequested(
                JsonNodeFactory.instance.objectNode(), artifact(REVISION), List.of(), false);
    }

    public static Rendered rendered(String digest) {
        return new Rendered(digest, "sha256:inputs", 1, false, List.of(), List.of(), 3);
    }

    public static ManifestsRendered manifests(String digest) {
        return new ManifestsRendered(
                digest,
                "sha256:inputs",
                null,
                List.of(
                        RenderedObject.open(
                                OBJECT,
                                "sha256:object",
                                "apps/settings.yaml",
                                JsonNodeFactory.instance.objectNode().put("secret", "hidden"))),
                applySpec());
    }

    public static DesiredStateConfirmed confirmed(String digest) {
        return new DesiredStateConfirmed(digest, "sha256:inputs", applySpec());
    }

    public static ApplySpec applySpec() {
        return new ApplySpec(
                "10m", null, null, true, false, false, null, List.of(), List.of(), List.of(),
                List.of());
    }

    public static Applied applied(String digest) {
        return new Applied(
                digest, List.of(new ObjectChange(OBJECT, ObjectChange.Action.CONFIGURED)), 12);
    }

    public static ApplyFailed applyFailed(String digest) {
        return new ApplyFailed(
                digest,
                "ReconciliationFailed",
                "ConfigMap/apps/settings is invalid: data: Invalid value",
                List.of(),
                List.of(new ObjectFailure(OBJECT, "apps/settings.yaml", "data: Invalid value")));
    }

    public static ApplyBlocked blocked(String digest) {
        return new ApplyBlocked(
                digest,
                ApplyBlocked.Reason.DEPENDENCY_NOT_READY,
                "dependency 'apps/infra' is not ready",
                List.of(unit("infra")));
    }

    /// Health of an apply: ready as of the revision where it is well.
    public static HealthReported health(
            String digest,
            HealthReported.State state,
            @Nullable String message,
            @Nullable String readyRevision) {
        return new HealthReported(
                digest,
                state,
                state == HealthReported.State.FAILED ? "HealthCheckFailed" : null,
                message,
                List.of(),
                readyRevision == null
                        ? null
                        : new HealthReported.LastReady(readyRevision, null, digest));
    }
}
