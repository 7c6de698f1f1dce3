package io.sluice.events.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.events.ResourceKey;
import io.sluice.events.Samples;
import io.sluice.events.protocol.Readiness;
import io.sluice.events.protocol.SlotTable;
import io.sluice.events.protocol.Slots;
import io.sluice.events.protocol.UnitIdentity;
import io.sluice.events.wire.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Random interleavings of the services' rules, with restarts, zombies, compaction and loss; in the
/// end the cluster equals Git and everything is answered. The seed is in the message of a failure;
/// `-Dsluice.seeds=N` tries more, `-Dsluice.seed=S` tries one.
final class ProtocolSimulationTest {

    private static final int SEEDS = Integer.getInteger("sluice.seeds", 400);

    @Test
    void whatever_happens_the_cluster_becomes_what_git_says() {
        Long one = Long.getLong("sluice.seed");
        long first = one == null ? 1 : one;
        long last = one == null ? SEEDS : one;
        System.out.println("simulation seeds " + first + " to " + last);
        for (long seed = first; seed <= last; seed++) {
            new Run(seed).play();
        }
    }

    @Test
    void a_lost_log_is_filled_again_without_a_write() {
        for (long seed = 1; seed <= 50; seed++) {
            Run run = new Run(seed);
            run.settle();
            int writes = run.world.writes;
            run.world.log.lose();
            run.settle();
            assertThat(run.world.writes).as("seed %d", seed).isEqualTo(writes);
            run.check();
        }
    }

    private static final class Run {
        private final long seed;
        private final Random random;
        private final SimWorld world;
        private final List<SimRenderer> renderers = new ArrayList<>();
        private final List<SimApplier> appliers = new ArrayList<>();
        private SimWatcher watcher;
        private final List<SimWatcher> zombies = new ArrayList<>();

        Run(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.world = new SimWorld(random);
            this.watcher = new SimWatcher(world);
            for (int partition = 0; partition < SimLog.PARTITIONS.count(); partition++) {
                renderers.add(new SimRenderer(world, partition));
                appliers.add(new SimApplier(world, partition));
            }
        }

        void play() {
            for (int turn = 0; turn < 400; turn++) {
                world.now += random.nextInt(3000);
                if (random.nextInt(6) == 0) {
                    chaos();
                }
                work();
            }
            settle();
            check();
        }

        private void work() {
            switch (random.nextInt(3)) {
                case 0 -> watcher.step();
                case 1 -> renderer(random.nextInt(renderers.size())).step();
                default -> applier(random.nextInt(appliers.size())).step();
            }
            if (!zombies.isEmpty() && random.nextInt(4) == 0) {
                zombies.getFirst().step();
            }
        }

        private SimRenderer renderer(int partition) {
            if (!renderers.get(partition).isCurrent()) {
                renderers.set(partition, new SimRenderer(world, partition));
            }
            return renderers.get(partition);
        }

        private SimApplier applier(int partition) {
            if (!appliers.get(partition).isCurrent()) {
                appliers.set(partition, new SimApplier(world, partition));
            }
            return appliers.get(partition);
        }

        private void chaos() {
            int partition = random.nextInt(renderers.size());
            switch (random.nextInt(13)) {
                case 0, 1, 2 -> world.commit();
                case 3 -> changeSpec(false);
                case 4 -> changeSpec(true);
                case 5 -> world.anyUnit().ifPresent(this::delete);
                case 6 -> recreate();
                case 7 -> renderers.set(partition, new SimRenderer(world, partition));
                case 8 -> appliers.set(partition, new SimApplier(world, partition));
                case 9 -> replaceLeader();
                case 10 -> world.log.compact(random);
                case 11 -> loseRarely();
                default -> landLate();
            }
        }

        private void changeSpec(boolean toggleSuspension) {
            world.anyUnit()
                    .ifPresent(
                            key ->
                                    world.units.computeIfPresent(
                                            key,
                                            (_, unit) ->
                                                    new SimWorld.Unit(
                                                            unit.uid(),
                                                            unit.generation() + 1,
                                                            toggleSuspension != unit.suspended(),
                                                            unit.contents())));
        }

        private void delete(ResourceKey key) {
            world.units.remove(key);
            world.live.remove(key);
        }

        private void recreate() {
            ResourceKey key = Samples.unit("u" + random.nextInt(4));
            delete(key);
            world.create(key);
        }

        private void replaceLeader() {
            zombies.clear();
            zombies.add(watcher);
            watcher = new SimWatcher(world);
        }

        private void loseRarely() {
            if (random.nextInt(4) == 0) {
                world.log.lose();
            }
        }

        private void landLate() {
            if (!world.late.isEmpty()) {
                world.late.remove(random.nextInt(world.late.size())).run();
            }
        }

        /// No more chaos: what is late lands, the last commit renders, and time goes on.
        void settle() {
            zombies.clear();
            world.repair();
            for (int round = 0; round < 60 || !world.late.isEmpty(); round++) {
                world.late.forEach(Runnable::run);
                world.late.clear();
                world.now += 30_000;
                watcher.step();
                for (int partition = 0; partition < renderers.size(); partition++) {
                    for (int times = 0; times < 20; times++) {
                        renderer(partition).step();
                        applier(partition).step();
                    }
                }
            }
        }

        void check() {
            assertThat(world.violations).as("seed %d", seed).isEmpty();
            assertThat(watcher.unanswered()).as("unanswered, seed %d", seed).isEmpty();
            SlotTable slots = new SlotTable();
            for (int partition = 0; partition < renderers.size(); partition++) {
                world.log
                        .records(Topic.OUTCOMES, partition)
                        .forEach(rec -> slots.offer(rec.envelope()));
            }
            world.units.forEach((key, unit) -> check(key, unit, slots));
            slots.resources().stream()
                    .filter(key -> !world.units.containsKey(key))
                    .forEach(
                            key ->
                                    assertThat(slots.of(key))
                                            .as("slots of %s, which is gone, seed %d", key, seed)
                                            .isEmpty());
        }

        private void check(ResourceKey key, SimWorld.Unit unit, SlotTable slots) {
            String wanted = unit.content(world.revision);
            assertThat(world.live.get(key))
                    .as("live object of %s, seed %d", key, seed)
                    .isNotNull()
                    .extracting(SimWorld.Live::digest)
                    .isEqualTo(wanted);
            Readiness readiness =
                    Readiness.of(
                            new UnitIdentity(unit.uid(), unit.generation()), Slots.of(slots, key));
            assertThat(readiness)
                    .as("readiness of %s, seed %d", key, seed)
                    .isEqualTo(new Readiness.Ready(String.valueOf(world.revision), wanted));
        }
    }
}
