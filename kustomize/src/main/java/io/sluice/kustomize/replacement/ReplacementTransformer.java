package io.sluice.kustomize.replacement;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.field.FieldPath;
import io.sluice.kustomize.model.Kustomization;
import io.sluice.kustomize.patch.Selector;
import io.sluice.kustomize.resource.Gvk;
import io.sluice.kustomize.resource.ResId;
import io.sluice.kustomize.resource.ResMap;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.transform.Transformer;
import io.sluice.kustomize.yaml.Budget;
import io.sluice.kustomize.yaml.GoQuote;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.SeqNode;
import io.sluice.kustomize.yaml.YamlException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Carries out replacements in the order they are listed.
public final class ReplacementTransformer implements Transformer {

    private static final String DEFAULT_PATH = "metadata.name";

    private static final String NO_SCALAR = "delimiter option can only be used with scalar nodes";

    private final List<MapNode> replacements;
    private final Budget budget;

    /// A transformer for decoded replacements.
    public ReplacementTransformer(List<MapNode> replacements, Budget budget) {
        this.replacements = List.copyOf(replacements);
        this.budget = budget;
    }

    @Override
    public void apply(ResMap resources) {
        for (MapNode replacement : replacements) {
            List<MapNode> targets = Kustomization.structs(replacement, "targets");
            MapNode source = replacement.map("source");
            Node given = replacement.get("sourceValue");
            if ((source == null && given == null) || replacement.get("targets") == null) {
                throw new KustomizeException(
                        "replacements must specify a source and at least one target",
                        null,
                        replacement.line());
            }
            if (source != null && given != null) {
                throw new KustomizeException(
                        "value and resource selectors are mutually exclusive",
                        null,
                        replacement.line());
            }
            Node value =
                    source == null
                            ? ScalarNode.bare(replacement.text("sourceValue"))
                            : value(resources, source);
            for (MapNode target : targets) {
                copy(resources, value, target);
            }
        }
    }

    private Node value(ResMap resources, MapNode selector) {
        Resource source = source(resources, selector);
        String path = selector.text("fieldPath");
        path = path.isEmpty() ? DEFAULT_PATH : path;
        Node node;
        try {
            node = FieldPath.lookup(source.root(), FieldPath.split(path));
        } catch (KustomizeException e) {
            throw e.prefixed("error looking up replacement source: ");
        }
        if (node == null || node.isEmptyOrNull()) {
            throw new KustomizeException(
                    "fieldPath `" + path + "` is missing for replacement source " + id(selector),
                    source.file(),
                    source.root().line());
        }
        return refined(node, selector.map("options"));
    }

    private static ResId id(MapNode selector) {
        return new ResId(
                Gvk.of(selector), selector.text("name"), selector.text("namespace"), false);
    }

    private static String shown(MapNode selector) {
        String path = selector.text("fieldPath");
        MapNode options = selector.map("options");
        return id(selector)
                + (path.isEmpty() ? "" : ":" + path)
                + (options == null ? "" : shownOptions(options));
    }

    /// An index or an encoding alone is not shown: without a delimiter they say nothing of a part.
    private static String shownOptions(MapNode options) {
        String delimiter = options.text("delimiter");
        boolean create = Kustomization.flag(options, "create");
        return delimiter.isEmpty() && !create
                ? ""
                : ":" + delimiter + "(" + index(options) + "), create=" + create;
    }

    private Resource source(ResMap resources, MapNode selector) {
        Gvk gvk = Gvk.of(selector);
        String name = selector.text("name");
        String namespace = selector.text("namespace");
        Resource found = null;
        List<Resource> named = name.isEmpty() ? resources.all() : resources.everNamed(name);
        budget.refer(named.size(), 0);
        for (Resource resource : named) {
            if (everSelected(resource, id -> id.selectedBy(gvk, name, namespace))) {
                if (found != null) {
                    throw new KustomizeException(
                            "multiple matches for selector " + shown(selector));
                }
                found = resource;
            }
        }
        if (found == null) {
            throw new KustomizeException("nothing selected by " + shown(selector));
        }
        return found;
    }

    private static boolean everSelected(Resource resource, Predicate<ResId> test) {
        if (test.test(resource.currentId())) {
            return true;
        }
        for (ResId id : resource.previousIds()) {
            if (test.test(id)) {
                return true;
            }
        }
        return false;
    }

    private static Node refined(Node node, @Nullable MapNode options) {
        String delimiter = options == null ? "" : options.text("delimiter");
        if (options == null || delimiter.isEmpty()) {
            // Not a copy: what a target changes in the source is what the next one gets.
            return node;
        }
        if (!(node instanceof ScalarNode scalar)) {
            throw new KustomizeException(NO_SCALAR, null, node.line());
        }
        String[] pieces = scalar.text().split(Pattern.quote(delimiter), -1);
        int index = index(options);
        if (index < 0 || index >= pieces.length) {
            throw new KustomizeException(
                    "options.index " + index + " is out of bounds for value " + scalar.text());
        }
        ScalarNode piece = scalar.copy();
        piece.text(pieces[index]);
        return piece;
    }

    private static int index(MapNode options) {
        String text = options.text("index");
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }

    private void copy(ResMap resources, Node value, MapNode target) {
        MapNode select = target.map("select");
        if (select == null) {
            throw new KustomizeException(
                    "target must specify resources to select", null, target.line());
        }
        Selector selector = selector(select);
        List<Selector> rejects =
                Kustomization.structs(target, "reject").stream().map(this::selector).toList();
        budget.match(resources.size() * (1 + rejects.size()), 3);
        List<String> paths = Kustomization.strings(target, "fieldPaths");
        for (Resource resource : resources.all()) {
            boolean selected =
                    !rejected(resource, rejects)
                            && selector.selectsMetadata(resource)
                            && everSelected(resource, selector::selects);
            if (selected) {
                for (String path : paths.isEmpty() ? List.of(DEFAULT_PATH) : paths) {
                    set(resource, path, value, target.map("options"));
                }
                resources.touch(resource);
            }
        }
    }

    private Selector selector(MapNode fields) {
        try {
            return Selector.of(fields, budget);
        } catch (KustomizeException e) {
            boolean expression = e.text().startsWith("error parsing regexp");
            throw expression ? e.prefixed("error creating target selector: ") : e;
        }
    }

    private static boolean rejected(Resource resource, List<Selector> rejects) {
        for (Selector reject : rejects) {
            boolean byMetadata = reject.hasMetadata() && reject.selectsMetadata(resource);
            boolean byId = reject.hasId() && everSelected(resource, reject::selects);
            if (byMetadata || byId) {
                return true;
            }
        }
        return false;
    }

    private void set(Resource resource, String path, Node value, @Nullable MapNode options) {
        boolean create = Kustomization.flag(options, "create");
        Supplier<Node> creation = create ? () -> empty(value) : null;
        var matcher = new PathMatcher(creation, node -> assigned(node, value, options), budget);
        String problem =
                "unable to find "
                        + (create ? "or create " : "")
                        + "field "
                        + GoQuote.quote(path)
                        + " in replacement target";
        try {
            budget.copy(value);
            matcher.visit(resource.root(), FieldPath.split(path));
        } catch (YamlException e) {
            throw new KustomizeException(e.text(), resource.file(), resource.root().line());
        } catch (KustomizeException e) {
            throw (e.text().equals(NO_SCALAR) ? e : e.prefixed(problem + ": "))
                    .in(resource.file(), resource.root().line());
        }
        if (matcher.matches() == 0) {
            throw new KustomizeException(problem, resource.file(), resource.root().line());
        }
    }

    /// What is made where nothing is.
    private static Node empty(Node like) {
        return switch (like) {
            case MapNode map -> new MapNode();
            case SeqNode list -> new SeqNode();
            case ScalarNode scalar -> ScalarNode.bare("");
        };
    }

    private Node assigned(Node target, Node value, @Nullable MapNode options) {
        String delimiter = options == null ? "" : options.text("delimiter");
        String text = value instanceof ScalarNode scalar ? scalar.text() : "";
        if (options != null && !delimiter.isEmpty()) {
            if (!(target instanceof ScalarNode scalar)) {
                throw new KustomizeException(NO_SCALAR);
            }
            text = spliced(scalar.text(), text, delimiter, index(options));
            budget.text(text.length());
        }
        if (target instanceof ScalarNode scalar) {
            scalar.text(text);
            return scalar;
        }
        return unplaced(value.copy());
    }

    /// A node that is from nowhere in the file it goes to.
    private static Node unplaced(Node node) {
        switch (node) {
            case MapNode map ->
                    map.entries()
                            .forEach(
                                    entry -> {
                                        unplaced(entry.key());
                                        unplaced(entry.value());
                                    });
            case SeqNode list -> list.items().forEach(ReplacementTransformer::unplaced);
            case ScalarNode scalar -> {}
        }
        return node.at(0);
    }

    private static String spliced(String old, String text, String delimiter, int index) {
        var pieces = new ArrayList<>(Arrays.asList(old.split(Pattern.quote(delimiter), -1)));
        if (index < 0) {
            pieces.addFirst(text);
        } else if (index >= pieces.size()) {
            pieces.add(text);
        } else {
            pieces.set(index, text);
        }
        return String.join(delimiter, pieces);
    }
}
