package io.sluice.applier.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.applier.drift.Seen;
import io.sluice.events.ObjectId;
import io.sluice.events.ResourceKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The live objects as last seen, by watch or in an answer of the API server, whichever is newer.
///
/// Safe for several threads.
public final class LiveObjects {

    private static final int REMEMBERED_DELETIONS = 10_000;

    private final Map<String, Seen> objects = new ConcurrentHashMap<>();
    private final Map<String, String> deletions = new ConcurrentHashMap<>();
    private final LiveBodies bodies = new LiveBodies();

    /// Those that are kept whole.
    public LiveBodies bodies() {
        return bodies;
    }

    /// What is known of an object.
    public Optional<Seen> get(ObjectId id) {
        return Optional.ofNullable(objects.get(id.inventoryId()));
    }

    /// Takes in an object.
    ///
    /// @return what was known before; empty if it was unknown
    public Optional<Seen> put(Seen seen) {
        String key = seen.id().inventoryId();
        String deletion = deletions.get(key);
        Optional<Seen> before = Optional.ofNullable(objects.get(key));
        if (deletion == null || seen.isAfter(deletion)) {
            objects.merge(key, seen, LiveObjects::newer);
        }
        return before;
    }

    /// Takes in an object, and keeps it whole if its unit judges it by an expression.
    ///
    /// @return what was known before; empty if it was unknown
    public Optional<Seen> put(Seen seen, JsonNode object) {
        ResourceKey owner = seen.owner();
        if (owner != null) {
            bodies.put(owner, seen.id(), object);
        }
        return put(seen);
    }

    /// Takes in that an object is gone, or no longer carries owner labels.
    ///
    /// @param resourceVersion of the event
    /// @return what was known before
    public Optional<Seen> remove(ObjectId id, String resourceVersion) {
        String key = id.inventoryId();
        if (deletions.size() > REMEMBERED_DELETIONS) {
            deletions.clear();
        }
        deletions.put(key, resourceVersion);
        bodies.remove(id);
        return Optional.ofNullable(objects.remove(key));
    }

    /// How many are known.
    public int size() {
        return objects.size();
    }

    private static Seen newer(Seen held, Seen offered) {
        boolean otherwise =
                held.resourceVersion().equals(offered.resourceVersion())
                        && !held.id().apiVersion().equals(offered.id().apiVersion());
        if (!otherwise && !offered.isAfter(held.resourceVersion())) {
            return held;
        }
        return held.fingerprint().equals(offered.fingerprint())
                ? offered.sharing(held.fingerprint())
                : offered;
    }
}
