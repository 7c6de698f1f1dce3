package io.sluice.statusprojector;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.sluice.api.kustomize.Kustomization;
import io.sluice.events.Applied;
import io.sluice.events.Cause;
import io.sluice.events.Context;
import io.sluice.events.HealthReported.State;
import io.sluice.events.ObjectChange;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.wire.Topic;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/// Many units, and what the other services say of them commit by commit.
final class Units {
    private final KubernetesClient client;
    private final LogWriter log;
    private final SortedMap<String, String> uids = new TreeMap<>();
    private final AtomicLong sequence = new AtomicLong();

    Units(Platform platform, LogWriter log) {
        this.client = platform.client();
        this.log = log;
    }

    void create(String prefix, int count) {
        for (int i = 0; i < count; i++) {
            Kustomization unit =
                    client.getKubernetesSerialization()
                            .unmarshal(
                                    Units.class.getResourceAsStream("/cluster/unit.yaml"),
                                    Kustomization.class);
            String name = "%s-%04d".formatted(prefix, i);
            unit.getMetadata().setName(name);
            uids.put(name, client.resource(unit).create().getMetadata().getUid());
        }
    }

    List<String> names() {
        return List.copyOf(uids.keySet());
    }

    static String revision(int commit) {
        return "main@sha1:%040d".formatted(commit);
    }

    /// A unit is at a commit, which changed an object of it or not.
    void applied(String unit, int commit, boolean changed) {
        ResourceKey key = Facts.unit(unit);
        String digest = "sha256:" + (changed ? commit : 0);
        Context context =
                Facts.context(
                        uids.getOrDefault(unit, "never created"),
                        1,
                        sequence.incrementAndGet(),
                        null,
                        revision(commit),
                        Cause.NEW_REVISION);
        var action = changed ? ObjectChange.Action.CONFIGURED : ObjectChange.Action.UNCHANGED;
        var _ = log.send(Topic.REQUESTS, key, Slot.SELF, context, Facts.requested());
        var _ = log.send(Topic.OUTCOMES, key, Slot.RENDER, context, Facts.rendered(digest));
        var _ =
                log.send(
                        Topic.OUTCOMES,
                        key,
                        Slot.APPLY,
                        context,
                        new Applied(digest, List.of(new ObjectChange(Facts.OBJECT, action)), 1));
        log.write(
                Topic.OUTCOMES,
                key,
                Slot.HEALTH,
                context,
                Facts.health(digest, State.NOT_AWAITED, null, revision(commit)));
    }
}
