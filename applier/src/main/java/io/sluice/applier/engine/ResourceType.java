package io.sluice.applier.engine;

import io.sluice.events.ObjectId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// A kind as the API server serves it.
///
/// @param apiVersion `group/version` or `version`
/// @param kind of the objects
/// @param plural its name in paths
/// @param isNamespaced whether its objects live in namespaces
public record ResourceType(String apiVersion, String kind, String plural, boolean isNamespaced) {

    /// The API group; empty for the core group.
    public String group() {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    /// The version in the group.
    public String version() {
        return apiVersion.substring(apiVersion.indexOf('/') + 1);
    }

    /// Where an object of this type is.
    public String path(ObjectId id) {
        String namespace = isNamespaced ? "/namespaces/" + encoded(id.namespace()) : "";
        return root(apiVersion) + namespace + "/" + plural + "/" + encoded(id.name());
    }

    /// Where a group and version is.
    public static String root(String apiVersion) {
        return (apiVersion.indexOf('/') < 0 ? "/api/" : "/apis/") + apiVersion;
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }
}
