package io.sluice.applier.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.events.ObjectId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Which kinds the API server serves, and where; asked once per group and version, and once a second
/// for kinds it does not serve, however many units fail for want of them.
///
/// Safe for several threads.
public final class Discovery {

    private static final Duration UNSERVED = Duration.ofSeconds(1);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final int LOOKS = 50;

    private final Map<String, Served> versions = new ConcurrentHashMap<>();
    private final Set<String> expected = ConcurrentHashMap.newKeySet();
    private final InstantSource clock;

    /// Knows nothing yet.
    public Discovery() {
        this(InstantSource.system());
    }

    Discovery(InstantSource clock) {
        this.clock = clock;
    }

    /// The kinds of a group and version, and when they were read.
    private record Served(Map<String, ResourceType> kinds, Instant read) {

        boolean isFresh(Instant now) {
            return Duration.between(read, now).abs().compareTo(UNSERVED) < 0;
        }
    }

    /// The type of an object; empty if the API server does not serve it.
    Optional<ResourceType> find(ObjectId id, Calls calls) {
        Served served = versions.get(id.apiVersion());
        Optional<ResourceType> known = known(served, id);
        if (known.isPresent()) {
            return known;
        }
        if (served != null && served.isFresh(clock.instant()) && !isExpected(id)) {
            return Optional.empty();
        }
        Optional<ResourceType> found = ask(id, calls);
        for (int look = 0; found.isEmpty() && isExpected(id) && look < LOOKS; look++) {
            calls.pause(LOOK_AGAIN);
            found = ask(id, calls);
        }
        if (found.isEmpty()) {
            expected.remove(name(id.apiVersion(), id.kind()));
        }
        return found;
    }

    /// A definition says that a kind is established: it is served in a moment.
    void expect(String group, String version, String kind) {
        String apiVersion = group + "/" + version;
        expected.add(name(apiVersion, kind));
        versions.remove(apiVersion);
    }

    private Optional<ResourceType> ask(ObjectId id, Calls calls) {
        Instant asked = clock.instant();
        Served served = new Served(read(id.apiVersion(), calls), asked);
        versions.put(id.apiVersion(), served);
        return known(served, id);
    }

    private boolean isExpected(ObjectId id) {
        return expected.contains(name(id.apiVersion(), id.kind()));
    }

    private static String name(String apiVersion, String kind) {
        return apiVersion + "/" + kind;
    }

    /// The type of an object, if it was asked for before.
    public Optional<ResourceType> known(ObjectId id) {
        return known(versions.get(id.apiVersion()), id);
    }

    private static Optional<ResourceType> known(@Nullable Served served, ObjectId id) {
        return served == null
                ? Optional.empty()
                : Optional.ofNullable(served.kinds().get(id.kind()));
    }

    /// Asks again the next time.
    void lookAgain(String apiVersion) {
        versions.remove(apiVersion);
    }

    /// Asks again the next time, and expects nothing of it.
    void forget(String apiVersion) {
        versions.remove(apiVersion);
        expected.removeIf(name -> name.startsWith(apiVersion + "/"));
    }

    private static Map<String, ResourceType> read(String apiVersion, Calls calls) {
        Reply reply = calls.send(Request.get(ResourceType.root(apiVersion), null));
        Map<String, ResourceType> types = new TreeMap<>();
        switch (reply) {
            case Reply.Accepted accepted -> {
                for (JsonNode resource : accepted.object().path("resources")) {
                    String plural = resource.path("name").asText();
                    if (plural.indexOf('/') < 0) {
                        String kind = resource.path("kind").asText();
                        boolean namespaced = resource.path("namespaced").asBoolean();
                        types.put(kind, new ResourceType(apiVersion, kind, plural, namespaced));
                    }
                }
            }
            case Reply.Refused refused -> {
                if (!refused.isNotFound()) {
                    throw StoppedException.refused(
                            "discovery of %s failed: %s".formatted(apiVersion, refused.message()));
                }
            }
            case Reply.Unreachable unreachable ->
                    throw StoppedException.later(unreachable.message());
        }
        return types;
    }
}
