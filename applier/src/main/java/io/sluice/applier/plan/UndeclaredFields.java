package io.sluice.applier.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Fields that a built-in kind does not have. The API server refuses to apply them; Flux drops them
/// before it asks, so what works with Flux has to work here.
public final class UndeclaredFields {

    private static final Pattern NAMED =
            Pattern.compile("(\\.[^\\s:]+?): field not declared in schema");
    private static final Pattern STEP = Pattern.compile("\\.([^.\\[]+)|\\[([^\\]]*)]");
    private static final Pattern KEY = Pattern.compile("(\\w+)=\"?([^\",]*)\"?");

    private UndeclaredFields() {}

    /// The object without the fields that a refusal names; empty if it names none that can go.
    public static Optional<ObjectNode> dropped(ObjectNode object, String refusal) {
        if (!Normalisation.isBuiltIn(object.path("apiVersion").asText())) {
            return Optional.empty();
        }
        ObjectNode rest = object.deepCopy();
        Matcher named = NAMED.matcher(refusal);
        boolean any = false;
        while (named.find()) {
            any |= drop(rest, named.group(1));
        }
        return any ? Optional.of(rest) : Optional.empty();
    }

    private static boolean drop(JsonNode object, String path) {
        List<String> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(path);
        while (matcher.find()) {
            steps.add(matcher.group());
        }
        JsonNode holder = object;
        for (String step : steps.subList(0, steps.size() - 1)) {
            holder = holder == null ? null : below(holder, step);
        }
        String last = steps.getLast();
        return holder instanceof ObjectNode fields
                && last.startsWith(".")
                && fields.remove(last.substring(1)) != null;
    }

    private static @Nullable JsonNode below(JsonNode holder, String step) {
        if (step.startsWith(".")) {
            return holder.get(step.substring(1));
        }
        String keys = step.substring(1, step.length() - 1);
        for (JsonNode element : holder) {
            if (fits(element, keys)) {
                return element;
            }
        }
        return keys.matches("\\d{1,9}") ? holder.get(Integer.parseInt(keys)) : null;
    }

    private static boolean fits(JsonNode element, String keys) {
        Matcher key = KEY.matcher(keys);
        boolean any = false;
        while (key.find()) {
            if (!element.path(key.group(1)).asText().equals(key.group(2))) {
                return false;
            }
            any = true;
        }
        return any;
    }
}
