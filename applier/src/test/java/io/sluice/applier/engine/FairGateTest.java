package io.sluice.applier.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FairGateTest {

    private final FairGate gate = new FairGate(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> order = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void a_quiet_tenant_does_not_wait_for_all_of_a_busy_one() throws InterruptedException {
        gate.enter("first");
        for (int index = 0; index < 5; index++) {
            queue("busy", "busy " + index);
        }
        queue("quiet", "quiet");

        gate.leave("first");

        await().until(() -> order.size() == 6);
        assertThat(order)
                .containsExactly("busy 0", "quiet", "busy 1", "busy 2", "busy 3", "busy 4");
    }

    /// A commit is some requests one after the other; each of them waits for one of the others'.
    @Test
    void a_single_commit_gets_every_second_turn_whatever_another_tenant_has_waiting()
            throws InterruptedException {
        gate.enter("busy");
        for (int index = 0; index < 500; index++) {
            threads.execute(() -> enterOnly("busy"));
        }
        await().until(() -> gate.waiting() == 500);
        int turns = 0;
        String holder = "busy";
        for (int request = 0; request < 6; request++) {
            threads.execute(() -> enterOnly("quiet"));
            int waiting = 500 - (int) order.stream().filter("busy"::equals).count() + 1;
            await().until(() -> gate.waiting() == waiting);
            do {
                int before = order.size();
                gate.leave(holder);
                await().pollDelay(Duration.ZERO).until(() -> order.size() == before + 1);
                holder = order.getLast();
                turns++;
            } while (!holder.equals("quiet"));
        }

        assertThat(turns).isLessThanOrEqualTo(2 * 6);
    }

    @Test
    void a_tenant_whose_requests_hang_leaves_places_for_the_others() throws InterruptedException {
        FairGate wide = new FairGate(16);
        for (int index = 0; index < 20; index++) {
            threads.execute(() -> enter(wide, "hanging"));
        }
        await().until(() -> wide.waiting() == 6);

        wide.enter("one");
        wide.enter("two");

        assertThat(wide.waiting()).isEqualTo(6);
    }

    @Test
    void the_places_of_who_left_are_taken_again() throws InterruptedException {
        FairGate wide = new FairGate(16);
        for (int round = 0; round < 3; round++) {
            for (int index = 0; index < 14; index++) {
                wide.enter("only");
            }
            for (int index = 0; index < 14; index++) {
                wide.leave("only");
            }
        }
        assertThat(wide.waiting()).isZero();
    }

    @Test
    void who_is_interrupted_leaves_the_line() throws InterruptedException {
        gate.enter("first");
        var impatient = threads.submit(() -> enterAndLeave("a", "never"));
        await().until(() -> gate.waiting() == 1);
        queue("b", "b");
        impatient.cancel(true);
        await().until(impatient::isDone);

        gate.leave("first");

        await().until(() -> order.contains("b"));
        gate.enter("free again");
        assertThat(order).containsExactly("b");
    }

    private void queue(String tenant, String name) {
        int before = gate.waiting();
        threads.execute(() -> enterAndLeave(tenant, name));
        await().until(() -> gate.waiting() == before + 1);
    }

    private void enterAndLeave(String tenant, String name) {
        if (enter(gate, tenant)) {
            order.add(name);
            gate.leave(tenant);
        }
    }

    private void enterOnly(String tenant) {
        if (enter(gate, tenant)) {
            order.add(tenant);
        }
    }

    private static boolean enter(FairGate gate, String tenant) {
        try {
            gate.enter(tenant);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
