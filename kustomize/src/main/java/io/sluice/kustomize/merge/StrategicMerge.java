package io.sluice.kustomize.merge;

import io.sluice.kustomize.field.FieldWalk;
import io.sluice.kustomize.resource.Gvk;
import io.sluice.kustomize.schema.Schemas;
import io.sluice.kustomize.schema.TypeSchema;
import io.sluice.kustomize.yaml.Budget;
import io.sluice.kustomize.yaml.FilledNull;
import io.sluice.kustomize.yaml.JsonWriter;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.SeqNode;
import io.sluice.kustomize.yaml.Style;
import io.sluice.kustomize.yaml.Tag;
import java.util.HashSet;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Merges a patch into an object. The patch is used up: its nodes end up in the result.
public final class StrategicMerge {

    private final Schemas schemas;
    private final Budget budget;
    private final ListMerge lists;
    private @Nullable MapNode root;
    private final Settled settled = new Settled();
    private final SchemaComments comments;

    /// A merge that asks `schemas` which lists merge by key. What it costs comes from `budget`.
    public StrategicMerge(Schemas schemas, Budget budget) {
        this.budget = budget;
        this.schemas = schemas;
        this.comments = new SchemaComments(budget);
        this.lists = new ListMerge(this, settled, budget);
    }

    /// To be called whenever anything but a patch may have changed objects outside of their metadata.
    public void forget() {
        settled.forget();
    }

    /// The object with the patch applied, or null if the patch deletes it. A field of the patch whose
    /// name is null gets lost.
    public @Nullable Node apply(MapNode object, MapNode patch) {
        budget.merge();
        patch.entries().removeIf(entry -> entry.key().isNull() && !entry.name().isEmpty());
        root = object;
        return walk(object, patch, null);
    }

    /// Merges two nodes of which either may be missing. Where there is no patch nothing is done if the
    /// last time nothing was to do.
    @Nullable Node walk(@Nullable Node dest, @Nullable Node patch, @Nullable TypeSchema given) {
        if (dest == null) {
            return merged(null, patch, given);
        }
        if (patch == null && settled.is(dest, given)) {
            return dest;
        }
        long before = settled.changes();
        Node result = merged(dest, patch, given);
        boolean unchanged = patch == null && result == dest && settled.changes() == before;
        settled.note(dest, given, unchanged);
        return result;
    }

    private @Nullable Node merged(
            @Nullable Node dest, @Nullable Node patch, @Nullable TypeSchema given) {
        budget.mergeNode();
        TypeSchema schema = schema(dest, patch, given);
        Node first = Node.missingOrNull(dest) ? patch : dest;
        if (first == null || first.isNull()) {
            return map(dest, patch, schema);
        }
        return switch (first) {
            case MapNode map -> {
                requireSame(dest, patch, "MappingNode", MapNode.class);
                yield map(dest, patch, schema);
            }
            case SeqNode list -> {
                requireSame(dest, patch, "SequenceNode", SeqNode.class);
                yield schema != null && schema.merging()
                        ? lists.merge(dest, patch, schema)
                        : Flow.styled(dest, patch, patch != null ? patch : dest);
            }
            case ScalarNode scalar -> {
                requireSame(dest, patch, "ScalarNode", ScalarNode.class);
                if (scalar.shared()) {
                    settled.changed();
                }
                yield patch != null ? patch : dest;
            }
        };
    }

    private static void requireSame(
            @Nullable Node dest, @Nullable Node patch, String expected, Class<?> type) {
        for (Node node : new @Nullable Node[] {dest, patch}) {
            if (node != null && !node.isNull() && !type.isInstance(node)) {
                throw FieldWalk.wrongKind(expected, node);
            }
        }
    }

    private @Nullable TypeSchema schema(
            @Nullable Node dest, @Nullable Node patch, @Nullable TypeSchema given) {
        for (Node node : new @Nullable Node[] {dest, patch}) {
            TypeSchema own = comments.of(node);
            if (own != null) {
                return own;
            }
        }
        if (given != null) {
            return given;
        }
        for (Node node : new @Nullable Node[] {dest, patch}) {
            if (node instanceof MapNode map) {
                String kind = map.text("kind");
                String apiVersion = map.text("apiVersion");
                TypeSchema type =
                        kind.isEmpty() || apiVersion.isEmpty()
                                ? null
                                : schemas.forType(Gvk.of(apiVersion, kind));
                if (type != null) {
                    return type;
                }
            }
        }
        return null;
    }

    private @Nullable Node map(
            @Nullable Node dest, @Nullable Node patch, @Nullable TypeSchema schema) {
        Node target = start(dest, patch);
        if (!(target instanceof MapNode map)) {
            return target;
        }
        MapNode from = patch instanceof MapNode m ? m : null;
        if (nameless(map) || (from != null && nameless(from))) {
            throw FieldWalk.wrongKind("ScalarNode", map);
        }
        if (map == from && onlyPlain(map)) {
            return map;
        }
        var removed = new HashSet<MapNode.Entry>();
        for (var field : fields(map, from).entrySet()) {
            String name = field.getKey();
            MapNode.Entry own = field.getValue().own;
            MapNode.Entry theirs = field.getValue().theirs;
            int metadata = map == root && name.equals("metadata") ? 1 : 0;
            settled.metadata(metadata);
            Node value =
                    walk(
                            own == null ? null : own.value(),
                            theirs == null ? null : theirs.value(),
                            schema == null ? null : schema.field(name));
            settled.metadata(-metadata);
            if (value != null && !value.isNull()) {
                set(map, name, own, value);
            } else if (own != null) {
                removed.add(own);
            }
        }
        if (!removed.isEmpty()) {
            settled.changed();
            map.entries().removeIf(removed::contains);
        }
        return map;
    }

    /// Whether a field has an empty name, as one has that is no scalar.
    private static boolean nameless(MapNode map) {
        for (MapNode.Entry entry : map.entries()) {
            if (entry.name().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /// A field in an object and in a patch.
    private static final class Field {
        private MapNode.@Nullable Entry own;
        private MapNode.@Nullable Entry theirs;
    }

    /// The fields of both in order; of equal ones in one map the first.
    private static SortedMap<String, Field> fields(MapNode map, @Nullable MapNode from) {
        var fields = new TreeMap<String, Field>(JsonWriter::compare);
        for (MapNode.Entry entry : map.entries()) {
            Field field = fields.computeIfAbsent(entry.name(), name -> new Field());
            field.own = field.own == null ? entry : field.own;
        }
        if (from != null) {
            for (MapNode.Entry entry : from.entries()) {
                Field field = fields.computeIfAbsent(entry.name(), name -> new Field());
                field.theirs = field.theirs == null ? entry : field.theirs;
            }
        }
        return fields;
    }

    /// Whether walking a map against itself changes nothing.
    private static boolean onlyPlain(MapNode map) {
        for (MapNode.Entry entry : map.entries()) {
            boolean plain =
                    entry.value() instanceof ScalarNode scalar
                            && !scalar.isNull()
                            && !OldWords.is(scalar)
                            && !entry.name().equals("$patch");
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    /// The node that becomes the result, before its fields are merged.
    private @Nullable Node start(@Nullable Node dest, @Nullable Node patch) {
        Flow.styled(dest, patch, dest);
        if (dest == null || dest.isNull()) {
            if (Directive.known(patch) && Directive.take(patch) == Directive.DELETE) {
                return null;
            }
            String spelled = dest == null || patch != null ? null : dest.scalarText();
            return spelled == null || spelled.isEmpty() ? patch : ScalarNode.bare(spelled);
        }
        if (patch != null && patch.isNull()) {
            return null;
        }
        return switch (Directive.take(patch)) {
            case DELETE -> null;
            case REPLACE -> patch;
            case MERGE -> dest;
        };
    }

    private void set(MapNode map, String name, MapNode.@Nullable Entry entry, Node value) {
        if (entry == null) {
            settled.changed();
            budget.grow(Budget.nodes(value));
            if (value instanceof ScalarNode scalar) {
                quoteUnmarked(scalar);
            }
            map.append(name, value);
        } else if (entry.value() instanceof ScalarNode old && value instanceof ScalarNode fresh) {
            if (old == fresh) {
                quoteUnmarked(old);
            } else if (!isSpelledNull(old, fresh)) {
                keepStyle(old, fresh);
            } else if (old instanceof FilledNull filled) {
                entry.value(filled.emptied());
            }
        } else if (entry.value() != value) {
            settled.changed();
            Flow.keep(entry.value(), value);
            entry.value(value);
        }
    }

    /// Whether a value is the null that is there, as it is spelled.
    private static boolean isSpelledNull(ScalarNode old, ScalarNode fresh) {
        return old.isNull() && fresh.tag() == Tag.NONE && fresh.text().equals(old.text());
    }

    /// A field that stays as it is becomes a text if nothing says what else it is: the reference
    /// sets it again, and thereby quotes what YAML 1.1 would read as anything but a text or a time.
    private void quoteUnmarked(ScalarNode scalar) {
        if (OldWords.is(scalar)) {
            settled.changed();
            scalar.style(Style.DOUBLE);
        }
    }

    private void keepStyle(ScalarNode old, ScalarNode fresh) {
        settled.changed();
        old.text(fresh.text());
        old.tag(fresh.tag());
    }
}
