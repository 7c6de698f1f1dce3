package io.sluice.renderer.kafka;

import io.sluice.events.Head;
import io.sluice.events.Rendered;
import io.sluice.events.Slot;
import io.sluice.events.log.LogSettings;
import io.sluice.events.log.PartitionReader;
import io.sluice.events.wire.EventCodec;
import io.sluice.events.wire.Topic;
import io.sluice.renderer.inputs.KnownBuild;
import io.sluice.renderer.metrics.RenderMetrics;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Fills a lane's memory from its partition of `manifests`, so that nothing is sent again that the
/// log holds already.
final class MemoryLoad {

    private final LogSettings settings;
    private final EventCodec codec;
    private final RenderMetrics metrics;

    MemoryLoad(LogSettings settings, EventCodec codec, RenderMetrics metrics) {
        this.settings = settings;
        this.codec = codec;
        this.metrics = metrics;
    }

    /// Reads the partition to its end.
    void fill(LaneState state, int partition) throws InterruptedException {
        PartitionReader.readToEnd(
                settings, Topic.MANIFESTS, partition, record -> take(state, record));
        state.fill();
    }

    private void take(LaneState state, ConsumerRecord<String, byte[]> record) {
        if (!codec.isAuthentic(record)) {
            metrics.refused("manifests");
            return;
        }
        byte[] body = record.value();
        Head head = codec.decodeHead(record);
        state.memory().observe(head, body == null);
        if (state.memory().get(head.resource()).isEmpty()) {
            state.forget(head.resource());
            return;
        }
        if (body != null && head.key().slot() == Slot.SELF) {
            BodyScan.scan(body).ifPresent(build -> state.remember(head.resource(), build));
        }
        rememberAnswer(state, head);
    }

    /// What the slot `#render` said with this record, as far as its head tells.
    private static void rememberAnswer(LaneState state, Head head) {
        String digest = head.digest();
        String inputsDigest = head.inputsDigest();
        boolean isNewest =
                state.memory()
                        .get(head.resource())
                        .filter(held -> held.request().equals(head.request()))
                        .isPresent();
        if (digest == null || inputsDigest == null || !isNewest) {
            return;
        }
        Optional<KnownBuild> build =
                state.build(head.resource()).filter(known -> known.digest().equals(digest));
        state.remember(
                head,
                new Rendered(
                        digest,
                        inputsDigest,
                        build.map(KnownBuild::objects).orElse(0),
                        head.key().slot() == Slot.CONFIRMED,
                        List.of(),
                        List.of(),
                        0));
    }
}
