package io.sluice.applier.engine;

import io.sluice.applier.unit.Declaration;
import io.sluice.events.RequestNumber;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Whether a run of a unit may go on: the partition is ours, the lease holds, the resource still
/// says so, and nothing newer is desired.
final class RunPermit implements Permit {

    private final Purpose purpose;
    private final Declaration started;
    private final @Nullable RequestNumber request;
    private final Sources sources;

    /// What a run is for.
    enum Purpose {
        /// To make the objects equal the desired state; needs the lease.
        CONVERGE,
        /// To make single objects again what we wrote; needs the lease.
        REPAIR,
        /// To put changed values back while the lease has expired.
        RESCUE,
        /// To carry out the deletion of the unit; goes on without the lease.
        RETIRE
    }

    /// Where the answers come from.
    ///
    /// @param stopped opens when the unit is taken away
    /// @param alive whether the partition is ours
    /// @param leased whether the lease holds
    /// @param live the unit's resource now
    /// @param newest the newest request now
    record Sources(
            CountDownLatch stopped,
            Supplier<Boolean> alive,
            Supplier<Boolean> leased,
            Supplier<Optional<Declaration>> live,
            Supplier<RequestNumber> newest) {}

    /// @param started the resource as the run began
    /// @param request that is carried out; null if none is
    RunPermit(
            Purpose purpose,
            Declaration started,
            @Nullable RequestNumber request,
            Sources sources) {
        this.purpose = purpose;
        this.started = started;
        this.request = request;
        this.sources = sources;
    }

    @Override
    public void check() {
        if (sources.stopped().getCount() == 0 || !sources.alive().get()) {
            throw StoppedException.superseded("the partition is no longer ours");
        }
        Optional<Declaration> now = sources.live().get();
        if (now.isEmpty() || !now.get().uid().equals(started.uid())) {
            throw StoppedException.superseded("the unit's resource is gone");
        }
        if (purpose == Purpose.RETIRE) {
            return;
        }
        if (now.get().isAtRest()) {
            throw StoppedException.superseded("the unit is suspended or being deleted");
        }
        if (now.get().generation() > started.generation()) {
            throw StoppedException.superseded("the unit's spec changed");
        }
        if (request != null && sources.newest().get().isAfter(request)) {
            throw StoppedException.superseded("a newer desired state is there");
        }
        if (purpose != Purpose.RESCUE && !sources.leased().get()) {
            throw StoppedException.later("the lease on the partition has expired");
        }
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        if (sources.stopped().await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
            throw StoppedException.superseded("the partition is no longer ours");
        }
    }
}
