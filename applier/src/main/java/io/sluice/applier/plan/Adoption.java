package io.sluice.applier.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.api.kustomize.OwnerLabels;
import io.sluice.applier.drift.ForeignFields;
import io.sluice.applier.drift.IgnoredPaths;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes an apply leave ignored paths as they are (Flux's `spec.ignore`): what another manager
/// applies is left out of the request, anything else is sent with its live value.
public final class Adoption {

    private Adoption() {}

    /// The body to send for an object that is there already.
    ///
    /// @param live object as it was read just now
    public static ObjectNode of(ObjectNode desired, IgnoredPaths ignored, JsonNode live) {
        ObjectNode body = desired.deepCopy();
        ForeignFields others = ForeignFields.of(live);
        IgnoredPaths left =
                new IgnoredPaths(
                        ignored.pointers().stream()
                                .filter(pointer -> !adopts(body, desired, live, others, pointer))
                                .toList());
        ObjectNode sent = (ObjectNode) left.without(body);
        keepOwner(sent, desired);
        return sent;
    }

    /// Whose object it is, is not left to others.
    private static void keepOwner(ObjectNode body, JsonNode desired) {
        JsonNode labels = desired.path("metadata").path("labels");
        for (String owner : List.of(OwnerLabels.NAME, OwnerLabels.NAMESPACE)) {
            if (labels.has(owner)) {
                body.withObjectProperty("metadata")
                        .withObjectProperty("labels")
                        .set(owner, labels.get(owner));
            }
        }
    }

    /// Puts the live value into the body.
    ///
    /// @return whether it did; otherwise the path is to be left out
    private static boolean adopts(
            ObjectNode body,
            JsonNode desired,
            JsonNode live,
            ForeignFields others,
            String pointer) {
        if (!isThere(desired, pointer)) {
            return true;
        }
        List<String> parts = IgnoredPaths.parts(pointer);
        Optional<JsonNode> value = follow(desired, live, parts);
        if (value.isEmpty() || others.apply(desired, parts)) {
            return false;
        }
        put(body, parts, value.get().deepCopy());
        return true;
    }

    private static boolean isThere(JsonNode desired, String pointer) {
        return !desired.at(pointer).isMissingNode();
    }

    private static void put(JsonNode body, List<String> parts, JsonNode value) {
        JsonNode holder = body;
        for (String part : parts.subList(0, parts.size() - 1)) {
            holder = holder.isArray() ? holder.get(Integer.parseInt(part)) : holder.get(part);
        }
        String last = parts.getLast();
        if (holder instanceof ObjectNode object) {
            object.set(last, value);
        } else if (holder instanceof ArrayNode array) {
            array.set(Integer.parseInt(last), value);
        }
    }

    /// The live value; list elements are found by their name, where they have one.
    private static Optional<JsonNode> follow(JsonNode desired, JsonNode live, List<String> parts) {
        JsonNode wanted = desired;
        JsonNode found = live;
        for (String part : parts) {
            JsonNode below =
                    wanted.isArray() ? wanted.get(Integer.parseInt(part)) : wanted.get(part);
            JsonNode there = found.isArray() ? counterpart(below, found, part) : found.get(part);
            if (there == null) {
                return Optional.empty();
            }
            wanted = below;
            found = there;
        }
        return Optional.of(found);
    }

    private static @Nullable JsonNode counterpart(JsonNode wanted, JsonNode list, String place) {
        JsonNode name = wanted.get("name");
        if (name == null) {
            return list.get(Integer.parseInt(place));
        }
        for (JsonNode element : list) {
            if (name.equals(element.get("name"))) {
                return element;
            }
        }
        return null;
    }
}
