package io.sluice.applier.engine;

import io.sluice.events.ApplyFailed;
import io.sluice.events.ApplyOutcome;
import io.sluice.events.ObjectFailure;
import io.sluice.events.ObjectId;
import io.sluice.events.RenderedObject;
import io.sluice.events.protocol.DesiredState;
import io.sluice.events.protocol.Slots.Filled;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The kinds whose definitions changed since a unit was last applied: what failed because of one is
/// tried again at once, without a timer.
///
/// Safe for several threads.
final class ServedKinds {

    private final Set<String> kinds = ConcurrentHashMap.newKeySet();
    private volatile boolean tried;

    /// Notes a kind.
    ///
    /// @return the desired objects of the kind
    List<ObjectId> note(DesiredState desired, String group, String kind) {
        if (!(desired instanceof DesiredState.Complete complete)) {
            return List.of();
        }
        List<ObjectId> objects =
                complete.manifests().objects().stream()
                        .map(RenderedObject::id)
                        .filter(id -> id.kind().equals(kind) && id.group().equals(group))
                        .toList();
        if (!objects.isEmpty()) {
            kinds.add(group + "/" + kind);
        }
        return objects;
    }

    /// The answer, unless it is a failure of an object whose kind is another now. After a start
    /// every unknown kind may have become known meanwhile.
    @Nullable Filled<ApplyOutcome> stillCounts(
            @Nullable Filled<ApplyOutcome> answered, boolean verified) {
        boolean outdated =
                answered != null
                        && answered.outcome() instanceof ApplyFailed failed
                        && failed.failures().stream()
                                .anyMatch(failure -> isOutdated(failure, verified));
        return outdated ? null : answered;
    }

    /// The unit is applied now.
    void clear() {
        kinds.clear();
        tried = true;
    }

    private boolean isOutdated(ObjectFailure failure, boolean verified) {
        ObjectId id = failure.object();
        boolean afterStart =
                !tried && !verified && failure.message().contains("no matches for kind");
        return afterStart || kinds.contains(id.group() + "/" + id.kind());
    }
}
