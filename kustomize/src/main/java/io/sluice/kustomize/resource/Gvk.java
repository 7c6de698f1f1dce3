package io.sluice.kustomize.resource;

import io.sluice.kustomize.yaml.MapNode;

/// Group, version and kind; empty parts are unknown, or as a selector match everything.
public record Gvk(String group, String version, String kind) {

    /// Matches everything.
    public static final Gvk ANY = new Gvk("", "", "");

    /// From the two fields of an object.
    public static Gvk of(String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        return slash < 0
                ? new Gvk("", apiVersion, kind)
                : new Gvk(apiVersion.substring(0, slash), apiVersion.substring(slash + 1), kind);
    }

    /// From the `group`, `version` and `kind` fields of a selector.
    public static Gvk of(MapNode fields) {
        return new Gvk(fields.text("group"), fields.text("version"), fields.text("kind"));
    }

    /// The `apiVersion` field.
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /// Whether this has all the parts that `selector` gives.
    public boolean selectedBy(Gvk selector) {
        return (selector.kind.isEmpty() || selector.kind.equals(kind))
                && (selector.group.isEmpty() || selector.group.equals(group))
                && (selector.version.isEmpty() || selector.version.equals(version));
    }

    @Override
    public String toString() {
        return (kind.isEmpty() ? "[noKind]" : kind)
                + "."
                + (version.isEmpty() ? "[noVer]" : version)
                + "."
                + (group.isEmpty() ? "[noGrp]" : group);
    }

    /// The text that the legacy order and Go's debug output use.
    public String legacyOrderKey() {
        return (group.isEmpty() ? "~G" : group)
                + "_"
                + (version.isEmpty() ? "~V" : version)
                + "_"
                + (kind.isEmpty() ? "~K" : kind);
    }
}
