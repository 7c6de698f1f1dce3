package io.sluice.applier.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.api.meta.WellKnown;
import io.sluice.applier.unit.Declaration;
import io.sluice.applier.unit.Identity;
import io.sluice.events.Envelope;
import io.sluice.events.Producer;
import io.sluice.events.ResourceKey;
import io.sluice.events.log.Lane;
import io.sluice.events.log.Publisher;
import io.sluice.events.seal.Sealer;
import io.sluice.events.trace.Tracing;
import io.sluice.events.wire.Partitions;
import io.sluice.events.wire.Topic;
import io.sluice.events.wire.Ulids;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the actor of a unit does where nothing can be done: it rests.
final class UnitActorTest {

    private static final ResourceKey UNIT = new ResourceKey("Kustomization", "flux", "app");
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

    /// Nobody who does nothing asks that often.
    private static final int SPINNING = 100;

    private final Queue<Runnable> queued = new ArrayDeque<>();
    private final List<Request> sent = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicBoolean alive = new AtomicBoolean();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void the_unit_of_a_lost_partition_rests_until_it_is_stopped() {
        UnitActor actor = actor(aUnitThatIsDeleted());

        actor.signal();
        runWhatIsQueued();

        assertThat(sent).isEmpty();
        assertThat(queued).isEmpty();
    }

    @Test
    void a_resource_that_is_gone_before_the_watch_says_so_is_not_asked_for_again_at_once() {
        alive.set(true);
        UnitActor actor = actor(aUnitThatIsDeleted());

        actor.signal();
        runWhatIsQueued();

        assertThat(sent).hasSize(2);
    }

    private void runWhatIsQueued() {
        for (Runnable next = queued.poll(); next != null; next = queued.poll()) {
            next.run();
        }
    }

    private UnitActor actor(Declaration declaration) {
        var partitions = new Partitions(1);
        var directory = new Directory(new OutcomeSlots(partitions), new Claims(partitions));
        directory.put(declaration, new LiveResource("{}", Set.of()));
        return new UnitActor(
                UNIT,
                new Assignment(lane()),
                directory,
                environment(),
                () -> true,
                new Attention(),
                queued::add,
                timer);
    }

    private Lane lane() {
        return new Lane() {
            @Override
            public int partition() {
                return 0;
            }

            @Override
            public boolean isAlive() {
                if (asked.incrementAndGet() > SPINNING) {
                    throw new AssertionError("it looks again and again");
                }
                return alive.get();
            }
        };
    }

    private Environment environment() {
        var live = new LiveObjects();
        var keys = new TreeMap<String, byte[]>();
        keys.put("k", new byte[32]);
        return new Environment(
                request -> {
                    sent.add(request);
                    return new Reply.Refused(404, "NotFound", "", List.of(), null);
                },
                new FairGate(1),
                new Backoff(CLOCK),
                new Discovery(),
                (_, _) -> false,
                live,
                _ -> new RemoteClusters.Reached.Refused("there is none"),
                Judging.of(live, false),
                new Desires(new Sealer("cluster", "k", keys, new SecureRandom())),
                new Publications(
                        nowhere(),
                        new Producer("cluster", "applier"),
                        new Ulids(CLOCK, new SecureRandom()),
                        CLOCK),
                () -> Instant.MAX,
                Policies.usual(true),
                CLOCK,
                Tracing.off(),
                counts());
    }

    private static Publisher nowhere() {
        return new Publisher() {
            @Override
            public CompletionStage<Position> publish(Topic topic, Envelope envelope) {
                return new CompletableFuture<>();
            }

            @Override
            public CompletionStage<Position> publish(
                    Topic topic, Envelope envelope, int partition) {
                return new CompletableFuture<>();
            }

            @Override
            public CompletionStage<Position> deadLetter(
                    ConsumerRecord<String, byte[]> record, String reason, boolean withBody) {
                return new CompletableFuture<>();
            }
        };
    }

    private static Environment.Counts counts() {
        return new Environment.Counts() {
            @Override
            public void applied(String outcome, long millis) {}

            @Override
            public void drift(boolean corrected) {}
        };
    }

    private static Declaration aUnitThatIsDeleted() {
        return new Declaration(
                UNIT,
                "uid",
                1,
                "1",
                new Declaration.Lifecycle(true, false, List.of(WellKnown.FINALIZER)),
                new Declaration.LiveSpec(
                        true, true, false, Duration.ofMinutes(1), new Identity.Own(), null),
                new ResourceKey("GitRepository", "flux", "source"),
                List.of(),
                List.of(),
                new Declaration.ReportedStatus(1, true, null));
    }
}
