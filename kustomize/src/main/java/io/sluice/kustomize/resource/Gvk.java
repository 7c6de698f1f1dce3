package io.sluice.kustomize.resource;

import io.sluice.kustomize.yaml.MapNode;
import org.jspecify.annotations.Nullable;

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

    /// From the two fields of an object; the type it had before if it still has that.
    static Gvk of(Gvk before, String apiVersion, String kind) {
        return kind.equals(before.kind) && before.isOf(apiVersion) ? before : of(apiVersion, kind);
    }

    private boolean isOf(String apiVersion) {
        int slash = apiVersion.indexOf('/');
        return slash < 0
                ? group.isEmpty() && version.equals(apiVersion)
                : slash == group.length()
                        && apiVersion.startsWith(group)
                        && apiVersion.length() == slash + 1 + version.length()
                        && apiVersion.endsWith(version);
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
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Gvk o
                        && kind.equals(o.kind)
                        && group.equals(o.group)
                        && version.equals(o.version));
    }

    @Override
    public int hashCode() {
        return 31 * (31 * group.hashCode() + version.hashCode()) + kind.hashCode();
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
