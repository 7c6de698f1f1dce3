package io.sluice.sourcewatcher.kubernetes;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The Lease that makes one source-watcher the leader, and in it the epoch (protocol 5). Every
/// write is a compare-and-swap.
public final class LeaderLease {

    /// The Lease's name in our namespace.
    public static final String NAME = "sluice-source-watcher";

    /// The annotation with the epoch.
    public static final String EPOCH = "sluice.io/epoch";

    /// The annotation with the greatest ends of the log.
    public static final String LOG_ENDS = "sluice.io/log-ends";

    /// Who holds the Lease is the leader for so long after the last renewal.
    public static final Duration DURATION = Duration.ofSeconds(10);

    private static final Duration MARGIN = Duration.ofSeconds(2);

    private final KubernetesClient client;
    private final String namespace;
    private final String identity;
    private final InstantSource clock;
    private long epoch;
    private boolean fresh = true;
    private @Nullable ZonedDateTime seenRenewal;
    private long seenAt;
    private volatile long validUntil = System.nanoTime();

    /// A leader's time in office.
    ///
    /// @param epoch that it opens
    /// @param logEnds as the leader before it noted; null if it did not
    public record Term(long epoch, @Nullable String logEnds) {}

    /// What became of a renewal.
    public enum Renewal {
        /// Still the leader.
        RENEWED,
        /// Somebody else is, or took another epoch.
        DEPOSED
    }

    /// @param identity names this process; the same after a restart
    public LeaderLease(
            KubernetesClient client, String namespace, String identity, InstantSource clock) {
        this.client = client;
        this.namespace = namespace;
        this.identity = identity;
        this.clock = clock;
    }

    /// Tries to become the leader. What the process held before it was restarted it takes back at
    /// once; from others it takes over when the Lease has not been renewed for its duration.
    ///
    /// @throws KubernetesClientException if the API server does not answer
    public synchronized Optional<Term> acquire() {
        Lease live = find();
        if (live != null && !isFree(live)) {
            return Optional.empty();
        }
        fresh = false;
        return write(live, nextEpoch(live), logEnds(live))
                .map(written -> new Term(epoch, logEnds(written)));
    }

    private boolean isFree(Lease live) {
        LeaseSpec spec = live.getSpec();
        String holder = spec == null ? null : spec.getHolderIdentity();
        if (holder == null || holder.isEmpty() || (fresh && holder.equals(identity))) {
            return true;
        }
        long now = System.nanoTime();
        if (!Objects.equals(spec.getRenewTime(), seenRenewal)) {
            seenRenewal = spec.getRenewTime();
            seenAt = now;
            return false;
        }
        Integer seconds = spec.getLeaseDurationSeconds();
        long duration = (seconds == null ? DURATION.toSeconds() : seconds) * 1_000_000_000L;
        return seenRenewal == null || now - seenAt > duration;
    }

    /// Opens another epoch without leaving office.
    ///
    /// @return empty if somebody else is the leader
    public synchronized Optional<Term> nextTerm() {
        Lease live = find();
        while (live == null || isOurs(live)) {
            if (write(live, nextEpoch(live), null).isPresent()) {
                return Optional.of(new Term(epoch, null));
            }
            live = find();
        }
        return Optional.empty();
    }

    /// Renews the Lease.
    ///
    /// @param logEnds to note; null leaves what is noted
    /// @throws KubernetesClientException if the API server does not answer
    public synchronized Renewal renew(@Nullable String logEnds) {
        Lease live = find();
        if (live != null && !isOurs(live)) {
            return Renewal.DEPOSED;
        }
        boolean written = write(live, epoch, logEnds == null ? logEnds(live) : logEnds).isPresent();
        if (written) {
            return Renewal.RENEWED;
        }
        live = find();
        return live != null && isOurs(live) ? Renewal.RENEWED : Renewal.DEPOSED;
    }

    /// Gives the Lease back, so that the next one need not wait.
    public synchronized void release() {
        Lease live = find();
        if (live != null && isOurs(live)) {
            live.getSpec().setHolderIdentity("");
            replace(live);
        }
        validUntil = System.nanoTime();
    }

    /// Whether nobody else can be the leader now.
    public boolean isValid() {
        return System.nanoTime() - validUntil < 0;
    }

    private boolean isOurs(Lease live) {
        return identity.equals(live.getSpec().getHolderIdentity()) && epochOf(live) == epoch;
    }

    private long nextEpoch(@Nullable Lease live) {
        return Math.max((live == null ? 0 : epochOf(live)) + 1, clock.instant().getEpochSecond());
    }

    private Optional<Lease> write(@Nullable Lease live, long newEpoch, @Nullable String ends) {
        long sent = System.nanoTime();
        ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC);
        Map<String, String> annotations = new TreeMap<>();
        if (live != null && live.getMetadata().getAnnotations() != null) {
            annotations.putAll(live.getMetadata().getAnnotations());
        }
        annotations.put(EPOCH, Long.toString(newEpoch));
        annotations.remove(LOG_ENDS);
        if (ends != null) {
            annotations.put(LOG_ENDS, ends);
        }
        LeaseSpec before = live == null ? null : live.getSpec();
        boolean sameHolder = before != null && identity.equals(before.getHolderIdentity());
        ZonedDateTime acquired = sameHolder && before != null ? before.getAcquireTime() : null;
        Integer transitions = before == null ? null : before.getLeaseTransitions();
        int count = transitions == null ? 0 : transitions;
        Lease wanted =
                (live == null
                                ? new LeaseBuilder()
                                        .withNewMetadata()
                                        .withNamespace(namespace)
                                        .withName(NAME)
                                        .endMetadata()
                                : new LeaseBuilder(live))
                        .editMetadata()
                        .withAnnotations(annotations)
                        .withManagedFields()
                        .endMetadata()
                        .withNewSpec()
                        .withHolderIdentity(identity)
                        .withLeaseDurationSeconds((int) DURATION.toSeconds())
                        .withRenewTime(now)
                        .withAcquireTime(acquired == null ? now : acquired)
                        .withLeaseTransitions(sameHolder ? count : count + 1)
                        .endSpec()
                        .build();
        Optional<Lease> written = live == null ? create(wanted) : replace(wanted);
        if (written.isPresent()) {
            epoch = newEpoch;
            validUntil = sent + DURATION.minus(MARGIN).toNanos();
        }
        return written;
    }

    private @Nullable Lease find() {
        return client.leases().inNamespace(namespace).withName(NAME).get();
    }

    private Optional<Lease> create(Lease lease) {
        try {
            return Optional.of(client.leases().inNamespace(namespace).resource(lease).create());
        } catch (KubernetesClientException e) {
            return conflict(e);
        }
    }

    private Optional<Lease> replace(Lease lease) {
        try {
            return Optional.of(client.leases().inNamespace(namespace).resource(lease).update());
        } catch (KubernetesClientException e) {
            return conflict(e);
        }
    }

    private static Optional<Lease> conflict(KubernetesClientException failure) {
        if (failure.getCode() == HttpURLConnection.HTTP_CONFLICT) {
            return Optional.empty();
        }
        throw failure;
    }

    private static long epochOf(Lease lease) {
        Map<String, String> annotations = lease.getMetadata().getAnnotations();
        String epoch = annotations == null ? null : annotations.get(EPOCH);
        return epoch == null || !epoch.matches("[0-9]{1,18}") ? 0 : Long.parseLong(epoch);
    }

    private static @Nullable String logEnds(@Nullable Lease lease) {
        return lease == null || lease.getMetadata().getAnnotations() == null
                ? null
                : lease.getMetadata().getAnnotations().get(LOG_ENDS);
    }
}
