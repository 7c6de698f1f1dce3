package io.sluice.kustomize.resource;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Notes in the annotations of a resource what transformed it. What was written here itself needs no reading
/// the next time.
final class Transformations {

    private @Nullable String readOrigin;
    private @Nullable String written;

    /// Adds a note; a resource that has lost its origin seems to come from there.
    ///
    /// @return how long the note has become
    int note(Resource resource, Origin by) {
        String from = resource.annotation(Annotations.ORIGIN);
        if (from == null) {
            resource.origin(by);
            annotationsAsTexts(resource);
            return 0;
        }
        if (!from.equals(readOrigin)) {
            OriginReader.origin(from);
            readOrigin = from;
        }
        String note = before(resource) + by.yaml("- ", "  ");
        written = note;
        resource.annotation(Annotations.TRANSFORMATIONS, note);
        annotationsAsTexts(resource);
        return note.length();
    }

    private String before(Resource resource) {
        String before = resource.annotation(Annotations.TRANSFORMATIONS);
        if (before == null || before.equals(written)) {
            return before == null ? "" : before;
        }
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
}
