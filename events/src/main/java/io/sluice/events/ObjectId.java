package io.sluice.events;

import com.fasterxml.jackson.annotation.JsonIgnore;

/// Names one Kubernetes object, with the version it is written in.
///
/// @param apiVersion `group/version`, or `version` for the core group
/// @param namespace empty for cluster-scoped objects
public record ObjectId(String apiVersion, String kind, String namespace, String name)
        implements Comparable<ObjectId> {

    public ObjectId {
        namespace = namespace == null ? "" : namespace;
    }

    /// Reads an entry of a Flux inventory: `<namespace>_<name>_<group>_<kind>` and the version.
    ///
    /// @throws IllegalArgumentException if the id has another form
    public static ObjectId fromInventory(String id, String version) {
        int first = id.indexOf('_');
        int last = id.lastIndexOf('_');
        int beforeLast = last < 1 ? -1 : id.lastIndexOf('_', last - 1);
        if (first < 0 || beforeLast <= first) {
            throw new IllegalArgumentException("not an inventory id: " + id);
        }
        String group = id.substring(beforeLast + 1, last);
        return new ObjectId(
                group.isEmpty() ? version : group + "/" + version,
                id.substring(last + 1),
                id.substring(0, first),
                id.substring(first + 1, beforeLast).replace("__", ":"));
    }

    /// The id as Flux writes it into an inventory.
    public String inventoryId() {
        return namespace + "_" + name.replace(":", "__") + "_" + group() + "_" + kind;
    }

    /// The same name without a namespace, as objects have it whose kind has none.
    public ObjectId withoutNamespace() {
        return namespace.isEmpty() ? this : new ObjectId(apiVersion, kind, "", name);
    }

    /// The API group; empty for the core group.
    @JsonIgnore
    public String group() {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    /// The version inside its group.
    @JsonIgnore
    public String version() {
        return apiVersion.substring(apiVersion.indexOf('/') + 1);
    }

    /// Whether both name the same object, in whatever version.
    public boolean isSameObject(ObjectId other) {
        return kind.equals(other.kind)
                && namespace.equals(other.namespace)
                && name.equals(other.name)
                && group().equals(other.group());
    }

    @Override
    public int compareTo(ObjectId other) {
        return inventoryId().compareTo(other.inventoryId());
    }

    /// `Kind/namespace/name`, as Flux names objects in messages.
    @Override
    public String toString() {
        return namespace.isEmpty() ? kind + "/" + name : kind + "/" + namespace + "/" + name;
    }
}
