package io.sluice.kustomize.resource;

import io.sluice.kustomize.yaml.JsonTree;
import io.sluice.kustomize.yaml.JsonWriter;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.Style;
import io.sluice.kustomize.yaml.Tag;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Notes in the annotations of a resource what transformed it. What was written here itself needs no reading
/// the next time.
final class Transformations {

    private @Nullable String readOrigin;
    private @Nullable String written;

    /// Adds a note; a resource that has lost its origin seems to come from there.
    void note(Resource resource, ChangeNote change) {
        String from = resource.annotation(Annotations.ORIGIN);
        if (from == null) {
            resource.origin(change.by());
            annotationsAsTexts(resource);
            return;
        }
        if (!from.equals(readOrigin)) {
            OriginReader.origin(from);
            readOrigin = from;
        }
        String before = resource.annotation(Annotations.TRANSFORMATIONS);
        boolean own = before != null && before.equals(written);
        String note = change.behind(before == null ? "" : own ? before : reread(before));
        written = note;
        ScalarNode present = own ? resource.textAnnotation(Annotations.TRANSFORMATIONS) : null;
        if (present != null) {
            present.text(note);
            return;
        }
        resource.annotation(Annotations.TRANSFORMATIONS, note);
        annotationsAsTexts(resource);
    }

    private static String reread(String before) {
        var text = new StringBuilder();
        OriginReader.transformations(before).forEach(o -> text.append(o.yaml("- ", "  ")));
        return text.toString();
    }

    /// A note is one of the annotations, all of which become texts when it is written.
    private static void annotationsAsTexts(Resource resource) {
        Map<String, String> all = resource.annotations();
        if (!all.containsKey("")) {
            resource.annotations(all);
        }
    }

    /// The text of an annotation if all are as they are written, otherwise null. They come to stand last, as what
    /// is written anew does.
    ///
    /// @param json the object if it is JSON, otherwise null
    static @Nullable ScalarNode text(MapNode root, @Nullable JsonTree json, String key) {
        MapNode metadata = root.map("metadata");
        MapNode annotations = metadata == null ? null : metadata.map("annotations");
        if (metadata == null
                || annotations == null
                || !areTexts(metadata, annotations)
                || !(annotations.get(key) instanceof ScalarNode text)) {
            return null;
        }
        if (json != null) {
            json.order(metadata);
        }
        metadata.remove("annotations");
        metadata.append("annotations", annotations);
        return text;
    }

    /// Whether annotations are as they would be if they were read as texts and written again.
    private static boolean areTexts(MapNode metadata, MapNode annotations) {
        if (annotations.flow() || OneField.second(metadata, "annotations") != null) {
            return false;
        }
        String last = "";
        for (MapNode.Entry entry : annotations.entries()) {
            String name = entry.name();
            boolean text =
                    JsonWriter.compare(last, name) < 0
                            && is(entry.key(), Tag.NONE)
                            && is(entry.value(), Tag.STR);
            if (!text) {
                return false;
            }
            last = name;
        }
        return true;
    }

    private static boolean is(Node node, Tag tag) {
        return node instanceof ScalarNode scalar
                && scalar.tag() == tag
                && (scalar.style() == Style.PLAIN || scalar.style() == Style.LITERAL)
                && !scalar.explicitTag()
                && !scalar.shared()
                && scalar.schemaComment() == null;
    }
}
