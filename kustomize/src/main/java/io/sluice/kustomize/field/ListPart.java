package io.sluice.kustomize.field;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.yaml.MapNode;
import org.jspecify.annotations.Nullable;

/// The parts of a path that name elements of a list. A field spec visits all elements by itself, so
/// such a part meets a map, which has none.
final class ListPart {

    private ListPart() {}

    /// Refuses a part that could not name a field.
    static void refuse(String part, MapNode map) {
        if (part.isEmpty()) {
            throw new KustomizeException("cannot set or create an empty field name");
        }
        if (isName(part.charAt(0))) {
            return;
        }
        Integer index = index(part);
        if (index != null && index < 0) {
            throw new KustomizeException(
                    fails(part) + "array index " + index + " cannot be negative", null, map.line());
        }
        if (part.equals("*")) {
            throw new KustomizeException(
                    fails(part) + "wildcard is not supported in PathGetter", null, map.line());
        }
        boolean chosen = part.startsWith("[") && part.endsWith("]");
        if (index != null || part.equals("-") || chosen) {
            throw FieldWalk.wrongKind("SequenceNode", map).prefixed(fails(part));
        }
    }

    /// Whether a part that begins so is a name, as nearly every part is.
    private static boolean isName(char first) {
        return (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
    }

    private static String fails(String part) {
        return "fieldName: " + part + ": ";
    }

    private static @Nullable Integer index(String part) {
        int digits = part.startsWith("-") || part.startsWith("+") ? 1 : 0;
        if (digits == part.length()) {
            return null;
        }
        // Nearly every part is a name, and an exception would cost more than all else here.
        for (int i = digits; i < part.length(); i++) {
            if (part.charAt(i) < '0' || part.charAt(i) > '9') {
                return null;
            }
        }
        try {
            return Integer.valueOf(part);
        } catch (NumberFormatException tooLarge) {
            return null;
        }
    }
}
