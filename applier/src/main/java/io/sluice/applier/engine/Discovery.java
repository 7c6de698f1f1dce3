package io.sluice.applier.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.events.ObjectId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// Which kinds the API server serves, and where; asked once per group and version.
///
/// Safe for several threads.
public final class Discovery {

    private final Map<String, Map<String, ResourceType>> versions = new ConcurrentHashMap<>();

    /// The type of an object; empty if the API server does not serve it.
    Optional<ResourceType> find(ObjectId id, Calls calls) {
        ResourceType known = versions.getOrDefault(id.apiVersion(), Map.of()).get(id.kind());
        if (known != null) {
            return Optional.of(known);
        }
        Map<String, ResourceType> read = read(id.apiVersion(), calls);
        versions.put(id.apiVersion(), read);
        return Optional.ofNullable(read.get(id.kind()));
    }

    /// The type of an object, if it was asked for before.
    public Optional<ResourceType> known(ObjectId id) {
        return Optional.ofNullable(versions.getOrDefault(id.apiVersion(), Map.of()).get(id.kind()));
    }

    /// Asks again the next time.
    void forget(String apiVersion) {
        versions.remove(apiVersion);
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
