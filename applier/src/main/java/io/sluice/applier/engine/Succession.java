package io.sluice.applier.engine;

import io.sluice.applier.drift.Seen;
import io.sluice.applier.unit.Declaration;
import io.sluice.applier.unit.Handover;
import io.sluice.events.ObjectChange;
import io.sluice.events.ObjectId;
import io.sluice.events.protocol.DesiredState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Gives other units time to take the objects that left this one, without holding a thread: the
/// run ends, and begins again with every news, until its time is over.
final class Succession {

    private final Declaration live;
    private final DesiredState.Complete desired;
    private final Directory directory;
    private final Cluster cluster;
    private final UnitMemory memory;
    private final Runnable asking;

    /// @param asking called before anything is asked of other units, so that no news is missed
    Succession(
            Declaration live,
            DesiredState.Complete desired,
            Directory directory,
            Cluster cluster,
            UnitMemory memory,
            Runnable asking) {
        this.live = live;
        this.desired = desired;
        this.directory = directory;
        this.cluster = cluster;
        this.memory = memory;
        this.asking = asking;
    }

    /// Returns when the objects may be deleted.
    ///
    /// @param changes made by this run so far; the run after the wait tells them, too
    /// @throws StoppedException if the run is to begin again later
    void await(List<ObjectId> stale, List<ObjectChange> changes, Instant now) {
        asking.run();
        String digest = desired.manifests().digest();
        Optional<Handover.Awaited> awaited =
                Handover.awaited(
                        live,
                        desired.context(),
                        stale,
                        directory,
                        object -> cluster.live(object).map(Seen::owner));
        Instant deadline = memory.handover(digest, now).plus(live.spec().timeout());
        if (awaited.isPresent() && now.isBefore(deadline)) {
            memory.carry(digest, changes);
            throw StoppedException.handover(
                    "%d objects are not deleted yet: %s (at most until %s)"
                            .formatted(stale.size(), awaited.get(), deadline),
                    deadline,
                    awaited.get().unit());
        }
    }
}
