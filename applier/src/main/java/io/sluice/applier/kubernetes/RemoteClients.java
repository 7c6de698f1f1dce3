package io.sluice.applier.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.sluice.applier.engine.Backoff;
import io.sluice.applier.engine.Discovery;
import io.sluice.applier.engine.FairGate;
import io.sluice.applier.engine.LiveObjects;
import io.sluice.applier.engine.RemoteClusters;
import io.sluice.applier.engine.Request;
import io.sluice.applier.engine.Target;
import io.sluice.applier.remote.Kubeconfig;
import io.sluice.applier.remote.KubeconfigSecret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/// The clients of other clusters: one for each version of a Secret, closed when a newer version is
/// used, or when nobody has used it for long.
public final class RemoteClients implements RemoteClusters, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(RemoteClients.class);
    private static final Duration UNUSED = Duration.ofHours(2);

    /// Tokens that programs and files give end, and nobody tells.
    private static final Duration BORROWED = Duration.ofMinutes(5);

    private final Config own;
    private final Kubeconfig.Rules rules;
    private final int requestsAtOnce;
    private final InstantSource clock;
    private final BiConsumer<Request.Verb, Integer> counter;
    private final Map<String, Entry> entries = new HashMap<>();
    private final KubernetesSerialization yaml;

    /// @param client of our own cluster, whose proxies hold for others, too
    /// @param counter is told verb and status code of every request
    public RemoteClients(
            KubernetesClient client,
            Kubeconfig.Rules rules,
            int requestsAtOnce,
            InstantSource clock,
            BiConsumer<Request.Verb, Integer> counter) {
        this.own = client.getConfiguration();
        this.yaml = client.getKubernetesSerialization();
        this.rules = rules;
        this.requestsAtOnce = requestsAtOnce;
        this.clock = clock;
        this.counter = counter;
    }

    private record Entry(
            KubeconfigSecret secret,
            KubernetesClient client,
            Target target,
            Instant ends,
            Instant used) {

        Entry usedAt(Instant now) {
            return new Entry(secret, client, target, ends, now);
        }
    }

    @Override
    public synchronized Reached reach(KubeconfigSecret secret) {
        Instant now = clock.instant();
        closeUnused(now);
        String place = secret.path() + "/" + secret.key();
        Entry held = entries.get(place);
        if (held != null && held.secret().isSameVersion(secret) && now.isBefore(held.ends())) {
            entries.put(place, held.usedAt(now));
            return new Reached.Found(seenAnew(held.target()));
        }
        if (held != null) {
            close(place);
        }
        return switch (Kubeconfig.read(tree(secret), rules)) {
            case Kubeconfig.Refused refused -> new Reached.Refused(refused.message());
            case Kubeconfig.Usable usable -> open(place, secret, usable, now);
        };
    }

    @Override
    public synchronized void close() {
        List.copyOf(entries.keySet()).forEach(this::close);
    }

    /// How many clients are open.
    public synchronized int size() {
        return entries.size();
    }

    private Reached open(
            String place, KubeconfigSecret secret, Kubeconfig.Usable kubeconfig, Instant now) {
        KubernetesClient client;
        try {
            Config config = RemoteConfigs.of(kubeconfig, own);
            client = new KubernetesClientBuilder().withConfig(config).build();
        } catch (RuntimeException e) {
            // the client's own message may quote what is secret
            LOG.debugf(e, "no client for %s", secret);
            return new Reached.Refused(
                    "its certificates, its key or its credentials program do not work (%s)"
                            .formatted(e.getClass().getSimpleName()));
        }
        Target target = target(secret, kubeconfig, client);
        Duration life = kubeconfig.login().borrowed() == null ? Duration.ofDays(3650) : BORROWED;
        entries.put(place, new Entry(secret, client, target, now.plus(life), now));
        LOG.infof("opened: the client of %s, which leads to %s", secret, kubeconfig.server());
        return new Reached.Found(target);
    }

    private Target target(
            KubeconfigSecret secret, Kubeconfig.Usable kubeconfig, KubernetesClient client) {
        return new Target(
                "Secret %s (%s)".formatted(secret.path(), kubeconfig.server()),
                new HttpApiServer(client, counter, ActingAs.of(kubeconfig.login())),
                new FairGate(requestsAtOnce),
                new Backoff(clock),
                new Discovery(),
                (_, _) -> false,
                new LiveObjects());
    }

    /// Without a watch nothing tells what is seen of the objects apart from what is true, so a run
    /// remembers only what it has seen itself.
    private static Target seenAnew(Target target) {
        return new Target(
                target.name(),
                target.server(),
                target.gate(),
                target.backoff(),
                target.discovery(),
                target.watches(),
                new LiveObjects());
    }

    private JsonNode tree(KubeconfigSecret secret) {
        try {
            JsonNode tree = yaml.unmarshal(secret.text(), JsonNode.class);
            return tree == null ? yaml.convertValue(Map.of(), JsonNode.class) : tree;
        } catch (RuntimeException _) {
            // not YAML: reads like a kubeconfig without anything in it
            return yaml.convertValue(Map.of(), JsonNode.class);
        }
    }

    private void closeUnused(Instant now) {
        List<String> unused = new ArrayList<>();
        entries.forEach(
                (place, entry) -> {
                    if (entry.used().plus(UNUSED).isBefore(now)) {
                        unused.add(place);
                    }
                });
        unused.forEach(this::close);
    }

    private void close(String place) {
        Entry entry = entries.remove(place);
        if (entry != null) {
            LOG.infof("closed: the client of %s", entry.secret());
            entry.client().close();
        }
    }
}
