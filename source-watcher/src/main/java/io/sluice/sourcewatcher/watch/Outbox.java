package io.sluice.sourcewatcher.watch;

import io.sluice.events.Context;
import io.sluice.events.Event;
import io.sluice.events.RecordKey;
import io.sluice.events.RequestNumber;
import io.sluice.events.wire.Topic;
import java.util.ArrayList;
import java.util.List;

/// Collects what shall be done about one input, and numbers what is told: one counter per epoch
/// over all units and sources (protocol 1).
final class Outbox {

    private List<Effect> effects = new ArrayList<>();
    private long epoch;
    private long sequence;

    Outbox(long epoch) {
        this.epoch = epoch;
    }

    void open(long newEpoch) {
        epoch = newEpoch;
        sequence = 0;
    }

    RequestNumber next() {
        return new RequestNumber(epoch, ++sequence);
    }

    void publish(Topic topic, RecordKey key, Context context, Event event) {
        effects.add(new Effect.Publish(topic, key, context, event));
    }

    void add(Effect effect) {
        effects.add(effect);
    }

    List<Effect> take() {
        List<Effect> taken = effects;
        effects = new ArrayList<>();
        return taken;
    }
}
