package io.sluice.kustomize.field;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.yaml.Budget;
import io.sluice.kustomize.yaml.Dialect;
import io.sluice.kustomize.yaml.FilledNull;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.Scalars;
import io.sluice.kustomize.yaml.SeqNode;
import io.sluice.kustomize.yaml.Style;
import io.sluice.kustomize.yaml.Tag;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Visits the fields a spec describes, creating them where it says so.
public final class FieldWalk {

    /// What to create where nothing is.
    public enum Creation {
        /// Nothing.
        NOTHING,
        /// An empty scalar.
        SCALAR,
        /// An empty map.
        MAP
    }

    private final FieldSpec spec;
    private final Creation creation;
    private final Consumer<Node> visitor;
    private int made;

    private FieldWalk(FieldSpec spec, Creation creation, Consumer<Node> visitor) {
        this.spec = spec;
        this.creation = creation;
        this.visitor = visitor;
    }

    /// Visits the field in one resource, whatever its type.
    ///
    /// @return how many maps and texts were made for it
    public static int visit(
            Resource resource, FieldSpec spec, Creation creation, Consumer<Node> visitor) {
        try {
            if (spec.path().isEmpty()) {
                throw new KustomizeException("cannot set or create an empty field name");
            }
            var walk = new FieldWalk(spec, creation, visitor);
            walk.walk(resource.root(), 0);
            return walk.made;
        } catch (KustomizeException e) {
            throw e.prefixed(
                            "considering field '"
                                    + spec.path()
                                    + "' of object "
                                    + resource.currentId()
                                    + ": ")
                    .in(resource.file(), resource.root().line())
                    .of(spec.path().replace('/', '.'));
        }
    }

    /// Visits the fields of all specs for the resource's type. What is made for them comes from `budget`.
    public static void visitAll(
            Resource resource,
            List<FieldSpec> specs,
            Creation creation,
            Budget budget,
            Consumer<Node> visitor) {
        for (FieldSpec spec : specs) {
            if (resource.gvk().selectedBy(spec.gvk())) {
                budget.create(visit(resource, spec, creation, visitor));
            }
        }
    }

    /// Goes on at one of the parts of the path.
    private void walk(Node node, int at) {
        if (at == spec.parts().size()) {
            visitor.accept(node);
            return;
        }
        if (node.isNull() || spelledNull(node)) {
            return;
        }
        switch (node) {
            case SeqNode list -> each(list, at);
            case MapNode map -> step(map, at);
            case ScalarNode scalar ->
                    throw new KustomizeException("expected sequence or mapping node");
        }
    }

    private void each(SeqNode list, int at) {
        try {
            list.items().forEach(item -> walk(item, at));
        } catch (KustomizeException e) {
            List<String> path = spec.parts().subList(at, spec.parts().size());
            throw e.prefixed("visit traversal on path: [" + String.join(" ", path) + "]: ");
        }
    }

    private void step(MapNode map, int at) {
        String name = spec.parts().get(at);
        boolean list = name.endsWith("[]");
        if (list) {
            name = name.substring(0, name.length() - 2);
        }
        ListPart.refuse(name, map);
        boolean leaf = at == spec.parts().size() - 1;
        boolean may = spec.create() && creation != Creation.NOTHING && !list;
        MapNode.Entry entry = map.entry(name);
        if (entry == null) {
            if (!may) {
                return;
            }
            map.append(name, created(leaf));
            entry = map.entry(name);
        } else if (entry.value().isNull()) {
            entry.value(list ? new SeqNode() : of(entry.value(), leaf, may));
        }
        if (entry != null) {
            walk(entry.value(), at + 1);
        }
    }

    /// A merge leaves a null that is spelled out as a word without a mark.
    private static boolean spelledNull(Node node) {
        return node instanceof ScalarNode scalar
                && scalar.tag() == Tag.NONE
                && !scalar.quoted()
                && Scalars.of(Dialect.RESOURCE).tagOf(scalar.text()) == Tag.NULL;
    }

    private Node created(boolean leaf) {
        made++;
        return leaf && creation == Creation.SCALAR
                ? new ScalarNode("", Tag.STR, Style.PLAIN)
                : new MapNode();
    }

    /// What stands for a null. It keeps how it was written where it becomes a text, and what it was given where
    /// it becomes a map. Where nothing may be created it stays a null, but takes entries.
    private Node of(Node nothing, boolean leaf, boolean may) {
        if (!(nothing instanceof ScalarNode written)) {
            return nothing;
        }
        if (!may) {
            return leaf && creation == Creation.MAP ? FilledNull.of(written) : nothing;
        }
        Node made = created(leaf);
        if (made instanceof ScalarNode text) {
            text.text(written.text());
        } else if (written instanceof FilledNull filled) {
            return filled.entries();
        }
        return made;
    }

    /// Sets the text of a scalar; its type will follow from the text unless it is quoted.
    public static void setText(Node node, String text) {
        ScalarNode scalar = scalar(node);
        scalar.text(text);
        scalar.tag(Tag.NONE);
        scalar.explicitTag(false);
    }

    /// Sets the text and the type of a scalar.
    public static void setTyped(Node node, String text, Tag tag) {
        ScalarNode scalar = scalar(node);
        scalar.text(text);
        scalar.tag(tag);
        scalar.explicitTag(false);
        // What is set, be it to what it was, is no longer what was read.
        scalar.at(0);
    }

    private static ScalarNode scalar(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar;
        }
        throw wrongKind("ScalarNode", node);
    }

    /// Sets an entry of a map to a text.
    public static void setEntry(Node node, String key, String value) {
        setEntry(node, key, ScalarNode.string(value));
    }

    /// Sets an entry of a map; the node itself is used only where there was no entry. A null takes each, without
    /// looking for the key.
    public static void setEntry(Node node, String key, ScalarNode value) {
        if (node instanceof FilledNull filled && !key.isEmpty()) {
            filled.entries().append(key, value);
        }
        if (node.isNull()) {
            return;
        }
        if (!(node instanceof MapNode map)) {
            throw wrongKind("MappingNode", node);
        }
        if (key.isEmpty()) {
            throw wrongKind("ScalarNode", node);
        }
        MapNode.Entry entry = map.entry(key);
        if (entry != null && entry.value() instanceof ScalarNode scalar) {
            setTyped(scalar, value.text(), Tag.STR);
        } else if (entry != null) {
            entry.value(value);
        } else {
            map.append(key, value);
        }
    }

    /// The error for a node of the wrong kind.
    public static KustomizeException wrongKind(String expected, @Nullable Node node) {
        return KustomizeException.wrongKind(expected, node);
    }
}
