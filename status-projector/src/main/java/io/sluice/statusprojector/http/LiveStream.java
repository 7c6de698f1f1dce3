package io.sluice.statusprojector.http;

import io.sluice.statusprojector.projection.Change;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;

/// Hands every change to whoever listens; who cannot keep up is cut off and has to come again.
public final class LiveStream {
    private static final int MOST_WAITING = 10_000;

    private final BroadcastProcessor<ChangeJson> changes = BroadcastProcessor.create();

    /// Tells a change; never waits. Called by one thread.
    public void tell(Change change) {
        changes.onNext(ChangeJson.of(change));
    }

    Multi<ChangeJson> changes() {
        return changes.onOverflow().buffer(MOST_WAITING);
    }
}
