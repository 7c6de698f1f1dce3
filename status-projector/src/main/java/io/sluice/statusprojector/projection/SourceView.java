package io.sluice.statusprojector.projection;

import io.sluice.events.ArtifactReference;
import io.sluice.events.CommitDetected;
import io.sluice.events.ResourceKey;
import io.sluice.events.SourceChecked;
import io.sluice.events.SourceEvent;
import io.sluice.events.SourceFailed;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything the log says of one source, at one moment.
///
/// @param announced the newest revision; null, as the check, if the log has none
/// @param check the newest check that announced nothing new
public record SourceView(
        ResourceKey key,
        @Nullable Recorded<CommitDetected> announced,
        @Nullable Recorded<SourceEvent> check) {

    /// The same view without what speaks of another resource of the same name.
    public SourceView ofUid(String uid) {
        return new SourceView(key, Recorded.ofUid(announced, uid), Recorded.ofUid(check, uid));
    }

    /// What was found out last.
    public Optional<Recorded<? extends SourceEvent>> newest() {
        if (announced == null || check == null) {
            return Optional.ofNullable(announced == null ? check : announced);
        }
        return Optional.of(check.request().isAfter(announced.request()) ? check : announced);
    }

    /// What the store holds for the source, as far as is known.
    public Optional<ArtifactReference> artifact() {
        return newest().flatMap(
                        newest ->
                                switch (newest.fact()) {
                                    case CommitDetected found -> Optional.of(found.artifact());
                                    case SourceChecked checked -> Optional.of(checked.artifact());
                                    case SourceFailed failed ->
                                            Optional.ofNullable(failed.artifact());
                                });
    }
}
