package io.sluice.applier.engine;

import java.time.Duration;

/// What a run may do right now; asked immediately before every request.
interface Permit {

    /// Returns if the run may go on.
    ///
    /// @throws StoppedException if it must not
    void check();

    /// Waits, at most so long, or until [#check] may have changed its mind.
    void pause(Duration duration) throws InterruptedException;
}
