package io.sluice.statusprojector.notice;

import io.sluice.api.meta.ApiGroups;
import io.sluice.api.meta.Reasons;
import io.sluice.api.source.SourceReasons;
import io.sluice.events.ArtifactReference;
import io.sluice.events.Cause;
import io.sluice.events.CommitDetected;
import io.sluice.events.Envelope;
import io.sluice.events.SourceChecked;
import io.sluice.events.SourceFailed;
import io.sluice.statusprojector.notice.Notice.Fact;
import io.sluice.statusprojector.notice.Notice.Level;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is told of a source: a new artifact, a failure, its end, and that there is nothing new when
/// somebody asked.
final class SourceNotices {
    private static final int LONGEST_TITLE = 50;
    private static final Set<Cause> ASKED =
            EnumSet.of(Cause.REQUESTED, Cause.SPEC_CHANGED, Cause.RESUMED);

    private SourceNotices() {}

    /// What a record of `commits` tells. What a refilled log says again is no news.
    static List<Notice> of(Envelope record) {
        if (record.context().cause() == Cause.LOG_LOST) {
            return List.of();
        }
        return switch (record.event()) {
            case CommitDetected found -> List.of(stored(record, found));
            case SourceChecked checked -> List.of(checked(record, checked));
            case SourceFailed failed ->
                    List.of(
                            Notice.whileItLasts(
                                    fact(record),
                                    Level.WARNING,
                                    failed.reason(),
                                    failed.message(),
                                    new TreeMap<>(),
                                    failed.message()));
            default -> List.of();
        };
    }

    /// An artifact is new once, however often and by whomever it is announced.
    private static Notice stored(Envelope record, CommitDetected found) {
        ArtifactReference artifact = found.artifact();
        return new Notice(
                record.resource(),
                record.context().uid(),
                Level.NORMAL,
                SourceReasons.NEW_ARTIFACT,
                found.commits().isEmpty()
                        ? "stored artifact for revision '%s'".formatted(artifact.revision())
                        : "stored artifact for commit '%s'"
                                .formatted(title(found.commits().getFirst().message())),
                metadata(artifact),
                record.head().time(),
                List.of(SourceReasons.NEW_ARTIFACT, artifact.revision(), artifact.digest()));
    }

    private static Notice checked(Envelope record, SourceChecked checked) {
        ArtifactReference artifact = checked.artifact();
        boolean asked = ASKED.contains(record.context().cause());
        return Notice.once(
                fact(record),
                Level.NORMAL,
                asked ? SourceReasons.ARTIFACT_UP_TO_DATE : Reasons.SUCCEEDED,
                asked
                        ? "artifact up-to-date with remote revision: '%s'"
                                .formatted(artifact.revision())
                        : "stored artifact for revision '%s'".formatted(artifact.revision()),
                metadata(artifact));
    }

    private static Fact fact(Envelope record) {
        return new Fact(
                record.resource(),
                record.context(),
                record.head().time(),
                record.head().key().slot().suffix());
    }

    private static SortedMap<String, String> metadata(ArtifactReference artifact) {
        var metadata = new TreeMap<String, String>();
        metadata.put(ApiGroups.SOURCE + "/revision", artifact.revision());
        metadata.put(ApiGroups.SOURCE + "/digest", artifact.digest());
        return metadata;
    }

    private static String title(String message) {
        String first = message.lines().findFirst().orElse("");
        return first.codePointCount(0, first.length()) <= LONGEST_TITLE
                ? first
                : first.substring(0, first.offsetByCodePoints(0, LONGEST_TITLE)) + "...";
    }
}
