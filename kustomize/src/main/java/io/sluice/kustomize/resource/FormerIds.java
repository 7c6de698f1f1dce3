package io.sluice.kustomize.resource;

import io.sluice.kustomize.resource.HistoryTexts.Lists;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The former identities of one resource. Of a history that grew only what is new is read.
final class FormerIds {

    private Lists read = Lists.NONE;
    private Lists grown = Lists.NONE;
    private Gvk type = Gvk.ANY;
    private List<ResId> ids = List.of();

    /// The identities, oldest first.
    ///
    /// @throws io.sluice.kustomize.KustomizeException if the annotations do not fit each other
    List<ResId> of(Resource resource, Scopes scopes) {
        Lists now = lists(resource);
        if (now == null) {
            return List.of();
        }
        Gvk gvk = resource.gvk();
        boolean same =
                !ids.isEmpty()
                        && gvk.version().equals(type.version())
                        && gvk.group().equals(type.group());
        if (same && now.equals(read)) {
            return ids;
        }
        List<ResId> longer = same && grew(now) ? longer(now, scopes) : null;
        ids = longer == null ? History.read(resource, scopes) : longer;
        read = now;
        grown = now;
        type = gvk;
        return ids;
    }

    /// Appends an identity, unless it was noted already, to the texts that there are.
    ///
    /// @return whether there are texts
    boolean note(@Nullable HistoryTexts texts, ResId id, boolean noted) {
        if (texts != null && !noted) {
            boolean known = texts.lists().are(grown);
            texts.append(id);
            // Nobody needs to compare what came from what was read.
            grown = known ? texts.lists() : grown;
        }
        return texts != null;
    }

    private static @Nullable Lists lists(Resource resource) {
        HistoryTexts texts = resource.historyTexts();
        if (texts != null) {
            return texts.lists();
        }
        String names = resource.annotation(Annotations.PREVIOUS_NAMES);
        return names == null
                ? null
                : new Lists(
                        names,
                        text(resource.annotation(Annotations.PREVIOUS_NAMESPACES)),
                        text(resource.annotation(Annotations.PREVIOUS_KINDS)));
    }

    private boolean grew(Lists now) {
        boolean known = now.are(grown);
        return grew(now.names(), read.names(), known)
                && grew(now.namespaces(), read.namespaces(), known)
                && grew(now.kinds(), read.kinds(), known);
    }

    private @Nullable List<ResId> longer(Lists now, Scopes scopes) {
        List<ResId> more =
                History.ids(
                        now.names().substring(read.names().length() + 1),
                        now.namespaces().substring(read.namespaces().length() + 1),
                        now.kinds().substring(read.kinds().length() + 1),
                        ids.getLast(),
                        scopes);
        if (more == null) {
            return null;
        }
        var all = new ArrayList<ResId>(ids.size() + more.size());
        all.addAll(ids);
        all.addAll(more);
        return all;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static boolean grew(String list, String before, boolean known) {
        return list.length() > before.length()
                && list.charAt(before.length()) == ','
                && (known || list.startsWith(before));
    }
}
