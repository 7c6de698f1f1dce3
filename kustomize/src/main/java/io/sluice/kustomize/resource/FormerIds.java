package io.sluice.kustomize.resource;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The former identities of one resource. Of a history that grew only what is new is read.
final class FormerIds {

    private String names = "";
    private String namespaces = "";
    private String kinds = "";
    private String apiVersion = "";
    private List<ResId> ids = List.of();

    /// The identities, oldest first.
    ///
    /// @throws io.sluice.kustomize.KustomizeException if the annotations do not fit each other
    List<ResId> of(Resource resource, Scopes scopes) {
        String name = resource.annotation(Annotations.PREVIOUS_NAMES);
        if (name == null) {
            return List.of();
        }
        String namespace = text(resource.annotation(Annotations.PREVIOUS_NAMESPACES));
        String kind = text(resource.annotation(Annotations.PREVIOUS_KINDS));
        String version = resource.gvk().apiVersion();
        boolean same = !ids.isEmpty() && version.equals(apiVersion);
        if (same && name.equals(names) && namespace.equals(namespaces) && kind.equals(kinds)) {
            return ids;
        }
        List<ResId> now = null;
        if (same && grew(name, names) && grew(namespace, namespaces) && grew(kind, kinds)) {
            List<ResId> more =
                    History.ids(
                            name.substring(names.length() + 1),
                            namespace.substring(namespaces.length() + 1),
                            kind.substring(kinds.length() + 1),
                            resource.gvk(),
                            scopes);
            if (more != null) {
                now = new ArrayList<>(ids);
                now.addAll(more);
            }
        }
        ids = now == null ? History.read(resource, scopes) : now;
        names = name;
        namespaces = namespace;
        kinds = kind;
        apiVersion = version;
        return ids;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static boolean grew(String list, String before) {
        return list.length() > before.length()
                && list.charAt(before.length()) == ','
                && list.startsWith(before);
    }
}
