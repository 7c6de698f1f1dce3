package io.sluice.applier.engine;

import io.sluice.events.ApplySpec;
import io.sluice.events.ObjectBody;
import io.sluice.events.ObjectChange;
import io.sluice.events.ObjectId;
import io.sluice.events.RenderedObject;
import io.sluice.events.ResourceKey;
import io.sluice.events.protocol.DesiredState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which objects the health of a unit is made of.
final class CheckedObjects {

    private CheckedObjects() {}

    /// All that were applied if the unit waits, else those it names.
    static List<ObjectId> of(ApplySpec spec, List<ObjectChange> changes, ResourceKey unit) {
        return spec.waits() ? applied(changes, unit) : named(spec);
    }

    private static List<ObjectId> applied(List<ObjectChange> changes, ResourceKey unit) {
        List<ObjectId> checked = new ArrayList<>();
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

    private static List<ObjectId> named(ApplySpec spec) {
        List<ObjectId> checked = new ArrayList<>();
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

    /// Jobs that are deleted some time after they are done.
    static Set<ObjectId> passing(DesiredState.Complete desired) {
        Set<ObjectId> passing = new HashSet<>();
        for (RenderedObject object : desired.manifests().objects()) {
            if (isPassing(object)) {
                passing.add(object.id());
            }
        }
        return passing;
    }

    /// Whether the object goes by itself when it is done.
    static boolean isPassing(RenderedObject object) {
        ObjectBody body = object.body();
        return object.id().kind().equals("Job")
                && object.id().group().equals("batch")
                && body != null
                && body.tree().path("spec").hasNonNull("ttlSecondsAfterFinished");
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
