package io.sluice.kustomize.resource;

/// What identifies a resource.
///
/// @param gvk its type
/// @param name its name
/// @param namespace its namespace as written, possibly empty
/// @param clusterScoped whether its type is known to have no namespaces
public record ResId(Gvk gvk, String name, String namespace, boolean clusterScoped) {

    /// The namespace of everything that has none.
    public static final String CLUSTER = "_non_namespaceable_";

    /// The namespace of what has none written.
    public static final String DEFAULT = "default";

    /// What identifies nothing.
    static final ResId NONE = new ResId(Gvk.ANY, "", "", false);

    /// What identifies this now: the same if nothing changed.
    ResId or(Gvk type, String newName, String newNamespace, boolean cluster) {
        return gvk.equals(type)
                        && name.equals(newName)
                        && namespace.equals(newNamespace)
                        && clusterScoped == cluster
                ? this
                : new ResId(type, newName, newNamespace, cluster);
    }

    /// The namespace that decides whether two identities are the same.
    public String effectiveNamespace() {
        if (clusterScoped) {
            return CLUSTER;
        }
        return namespace.isEmpty() ? DEFAULT : namespace;
    }

    /// Whether both name the same resource.
    public boolean same(ResId other) {
        return name.equals(other.name)
                && gvk.equals(other.gvk)
                && effectiveNamespace().equals(other.effectiveNamespace());
    }

    /// Whether both have the same effective namespace.
    public boolean sameNamespace(ResId other) {
        return effectiveNamespace().equals(other.effectiveNamespace());
    }

    /// Whether `selector`, whose empty parts match everything, selects this.
    public boolean selectedBy(Gvk type, String wantedName, String wantedNamespace) {
        return gvk.selectedBy(type)
                && (wantedName.isEmpty() || wantedName.equals(name))
                && (wantedNamespace.isEmpty() || inNamespace(wantedNamespace));
    }

    private boolean inNamespace(String wanted) {
        return wanted.equals(namespace) || wanted.equals(effectiveNamespace());
    }

    /// A key equal for identities that are the same.
    public String key() {
        return gvk.group()
                + '\n'
                + gvk.version()
                + '\n'
                + gvk.kind()
                + '\n'
                + name
                + '\n'
                + effectiveNamespace();
    }

    @Override
    public String toString() {
        return gvk
                + "/"
                + (name.isEmpty() ? "[noName]" : name)
                + "."
                + (namespace.isEmpty() ? "[noNs]" : namespace);
    }
}
