package io.sluice.applier.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
            enter("busy", "busy " + index);
        }
        enter("quiet", "quiet");

        gate.leave();

        await().until(() -> order.size() == 6);
        assertThat(order)
                .containsExactly("busy 0", "quiet", "busy 1", "busy 2", "busy 3", "busy 4");
    }

    @Test
    void who_is_interrupted_leaves_the_line() throws InterruptedException {
        gate.enter("first");
        var impatient = threads.submit(() -> enterAndLeave("a", "never"));
        await().until(() -> gate.waiting() == 1);
        enter("b", "b");
        impatient.cancel(true);
        await().until(impatient::isDone);

        gate.leave();

        await().until(() -> order.contains("b"));
        gate.enter("free again");
        assertThat(order).containsExactly("b");
    }

    private void enter(String tenant, String name) {
        int before = gate.waiting();
        threads.execute(() -> enterAndLeave(tenant, name));
        await().until(() -> gate.waiting() == before + 1);
    }

    private void enterAndLeave(String tenant, String name) {
        try {
            gate.enter(tenant);
            order.add(name);
            gate.leave();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
