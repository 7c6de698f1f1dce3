package io.sluice.sourcewatcher.source;

import io.sluice.events.Commit;
import io.sluice.events.CommitDetected;
import io.sluice.events.Context;
import io.sluice.events.Envelope;
import io.sluice.events.SourceFailed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the log says of a source.
///
/// @param generation that was handled last; -1 if none was
/// @param requestedAt that was handled last
/// @param commit the last announcement of an artifact
/// @param failure the last failure, if nothing better was told since
public record Announced(
        long generation,
        @Nullable String requestedAt,
        @Nullable CommitDetected commit,
        @Nullable SourceFailed failure) {

    /// Nothing was ever told.
    public static final Announced NOTHING = new Announced(-1, null, null, null);

    /// Reads the two slots of a source; those of another resource of the same name do not count.
    public static Announced of(String uid, @Nullable Envelope self, @Nullable Envelope check) {
        Envelope commit = self != null && self.context().uid().equals(uid) ? self : null;
        Envelope checked = check != null && check.context().uid().equals(uid) ? check : null;
        if (commit == null && checked == null) {
            return NOTHING;
        }
        boolean checkIsNewer =
                commit == null || (checked != null && checked.request().isAfter(commit.request()));
        Envelope newest = checkIsNewer && checked != null ? checked : commit;
        if (newest == null) {
            return NOTHING;
        }
        Context context = newest.context();
        return new Announced(
                context.generation(),
                context.requestedAt(),
                commit != null && commit.event() instanceof CommitDetected it ? it : null,
                newest.event() instanceof SourceFailed failed ? failed : null);
    }

    /// What is kept of an announcement to be able to repeat it: the artifact and its own commit.
    static CommitDetected headOnly(CommitDetected detected) {
        if (detected.commits().size() <= 1) {
            return detected;
        }
        List<Commit> head = detected.commits().subList(0, 1);
        return new CommitDetected(detected.artifact(), head, true);
    }
}
