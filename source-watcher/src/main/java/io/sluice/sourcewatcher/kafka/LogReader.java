package io.sluice.sourcewatcher.kafka;

import io.sluice.events.Applied;
import io.sluice.events.ApplyFailed;
import io.sluice.events.Envelope;
import io.sluice.events.Event;
import io.sluice.events.HealthReported;
import io.sluice.events.Rendered;
import io.sluice.events.log.FollowerListener;
import io.sluice.events.wire.Reading;
import io.sluice.events.wire.Topic;
import io.sluice.sourcewatcher.watch.Input;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Passes on what is read of the log, without the parts nobody asks for here.
public final class LogReader implements FollowerListener {

    private static final Logger LOG = LoggerFactory.getLogger(LogReader.class);

    private final Consumer<Input> inputs;
    private final Runnable refusals;

    /// @param refusals called for each record that is refused
    public LogReader(Consumer<Input> inputs, Runnable refusals) {
        this.inputs = inputs;
        this.refusals = refusals;
    }

    @Override
    public void read(Topic topic, int partition, long offset, Envelope envelope) {
        inputs.accept(
                new Input.RecordRead(topic, new Envelope(envelope.head(), slim(envelope.event()))));
    }

    @Override
    public void refused(Topic topic, Reading.Refused refused) {
        refusals.run();
        LOG.warn("a record is refused: {}", refused.message());
    }

    @Override
    public void caughtUp() {
        // asked of the follower itself
    }

    @Override
    public void lost(Topic topic, int partition) {
        inputs.accept(new Input.PartitionLost(topic, partition));
    }

    /// An outcome without its lists: one entry per object of every unit is much to remember.
    private static Event slim(Event event) {
        return switch (event) {
            case Applied applied -> new Applied(applied.digest(), List.of(), applied.millis());
            case ApplyFailed failed ->
                    new ApplyFailed(failed.digest(), failed.reason(), "", List.of(), List.of());
            case HealthReported health ->
                    new HealthReported(
                            health.digest(), health.state(), health.reason(), "", List.of(), null);
            case Rendered rendered ->
                    new Rendered(
                            rendered.digest(),
                            rendered.inputsDigest(),
                            rendered.objects(),
                            rendered.unchanged(),
                            List.of(),
                            List.of(),
                            rendered.millis());
            default -> event;
        };
    }
}
