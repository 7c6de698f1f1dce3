package io.sluice.applier.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.events.ObjectId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// Which kinds the API server serves, and where; asked once per group and version.
///
/// Safe for several threads.
public final class Discovery {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final int LOOKS = 50;

    private final Map<String, Map<String, ResourceType>> versions = new ConcurrentHashMap<>();
    private final Set<String> expected = ConcurrentHashMap.newKeySet();

    /// The type of an object; empty if the API server does not serve it.
    Optional<ResourceType> find(ObjectId id, Calls calls) {
        ResourceType known = versions.getOrDefault(id.apiVersion(), Map.of()).get(id.kind());
        if (known != null) {
            return Optional.of(known);
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
        Map<String, ResourceType> read = read(id.apiVersion(), calls);
        versions.put(id.apiVersion(), read);
        return Optional.ofNullable(read.get(id.kind()));
    }

    private boolean isExpected(ObjectId id) {
        return expected.contains(name(id.apiVersion(), id.kind()));
    }

    private static String name(String apiVersion, String kind) {
        return apiVersion + "/" + kind;
    }

    /// The type of an object, if it was asked for before.
    public Optional<ResourceType> known(ObjectId id) {
        return Optional.ofNullable(versions.getOrDefault(id.apiVersion(), Map.of()).get(id.kind()));
    }

    /// Asks again the next time.
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
