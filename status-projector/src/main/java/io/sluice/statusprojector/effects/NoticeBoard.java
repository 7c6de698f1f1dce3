package io.sluice.statusprojector.effects;

import io.sluice.statusprojector.notice.Notice;
import io.sluice.statusprojector.status.Live;
import java.util.Optional;

/// Where notices are put up for users to read.
public interface NoticeBoard {

    /// Puts a notice up, if it is not there already.
    ///
    /// @param live what the notice is about, if it is still there
    Posting post(Notice notice, Optional<? extends Live<?, ?>> live) throws InterruptedException;

    /// What became of a notice.
    sealed interface Posting {
        /// It is up.
        record Posted() implements Posting {}

        /// It was up already.
        record Known() implements Posting {}

        /// It is not wanted, now or ever.
        record Refused(String message) implements Posting {}

        /// The board cannot be reached; to be tried again.
        record Unreachable(String message) implements Posting {}
    }
}
