package io.sluice.statusprojector.effects;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.events.Cause;
import io.sluice.events.Context;
import io.sluice.events.Envelope;
import io.sluice.events.Head;
import io.sluice.events.Producer;
import io.sluice.events.RenderWaiting;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.trace.RecordedTracing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class StatusTracesTest {

    private static final ResourceKey UNIT = new ResourceKey("Kustomization", "apps", "web");
    private static final String RENDER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String APPLY = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b8-01";

    private final RecordedTracing tracing = new RecordedTracing();
    private final List<ResourceKey> heard = new ArrayList<>();
    private final StatusTraces traces =
            new StatusTraces(
                    tracing,
                    () -> Instant.EPOCH,
                    new KindDesk.WriteListener() {
                        @Override
                        public void written(ResourceKey key, Instant since) {
                            heard.add(key);
                        }

                        @Override
                        public void failed(ResourceKey key, String message) {}
                    });

    @Test
    void a_write_belongs_to_the_newest_record_that_was_read() {
        traces.read(head(RENDER));
        traces.read(head(APPLY));

        traces.written(UNIT, Instant.EPOCH);

        assertThat(tracing.spans())
                .singleElement()
                .satisfies(
                        span -> {
                            assertThat(span.name()).isEqualTo("write status");
                            assertThat(span.parent()).isEqualTo(APPLY);
                        });
        assertThat(heard).containsExactly(UNIT);
    }

    @Test
    void a_write_that_no_traced_record_led_to_has_no_span() {
        traces.read(head(null));
        traces.written(UNIT, Instant.EPOCH);
        traces.read(head(RENDER));
        traces.written(UNIT, Instant.EPOCH);
        traces.written(UNIT, Instant.EPOCH);

        assertThat(tracing.spans()).hasSize(1);
        assertThat(heard).hasSize(3);
    }

    private static Head head(@Nullable String traceparent) {
        return Envelope.of(
                        "01JD",
                        UNIT.slot(Slot.APPLY),
                        new Producer("cluster", "applier"),
                        Instant.EPOCH,
                        Context.of("uid", 1, new RequestNumber(1, 1), Cause.NEW_REVISION),
                        new RenderWaiting("ArtifactFailed", "", false))
                .traced(traceparent)
                .head();
    }
}
