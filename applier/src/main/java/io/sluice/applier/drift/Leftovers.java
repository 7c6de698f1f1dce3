package io.sluice.applier.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.events.wire.EventJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What kubectl and managers of old left on a live object. Flux takes their fields over, so that
/// what they set and Git does not name disappears; else nobody would ever remove it.
///
/// @param managers whose fields are taken over beside the usual ones; prefixes of their names
/// @param none whether nothing is taken over
public record Leftovers(List<String> managers, boolean none) {

    /// Nothing is taken over: a repair is not the time for it, or `kubectl rollout restart` would be
    /// undone at once. As in Flux that waits for the next request.
    public static final Leftovers NONE = new Leftovers(List.of(), true);

    /// Without managers of the operator's choice.
    public static final Leftovers USUAL = new Leftovers(List.of());

    private static final String APPLY = "Apply";
    private static final String UPDATE = "Update";
    private static final List<String> ANNOTATIONS =
            List.of(
                    "kubectl.kubernetes.io/last-applied-configuration",
                    "kustomize.toolkit.fluxcd.io/checksum",
                    "fluxcd.io/sync-checksum");
    private static final List<String> LABELS = List.of("fluxcd.io/sync-gc-mark");

    /// The usual ones, and these.
    public Leftovers(List<String> managers) {
        this(managers, false);
    }

    public Leftovers {
        managers = List.copyOf(managers);
    }

    /// The traces of others on an object that may be leftovers: `<operation> <manager>` of every
    /// entry that is not ours, and the keys of annotations and labels that go.
    public static List<String> traces(JsonNode metadata) {
        List<String> traces = new ArrayList<>();
        for (JsonNode entry : metadata.path("managedFields")) {
            if (!isOurs(entry) && entry.path("subresource").asText().isEmpty()) {
                traces.add(entry.path("operation").asText() + " " + entry.path("manager").asText());
            }
        }
        ANNOTATIONS.stream().filter(metadata.path("annotations")::has).forEach(traces::add);
        LABELS.stream().filter(metadata.path("labels")::has).forEach(traces::add);
        return traces;
    }

    /// Whether one of the traces is to be cleaned up.
    public boolean isAmong(List<String> traces) {
        return !none && traces.stream().anyMatch(this::isLeftover);
    }

    /// The JSON patch that cleans an object up, if it is still that version; empty if there is
    /// nothing to clean.
    public Optional<ArrayNode> patch(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        ArrayNode patch = EventJson.mapper().createArrayNode();
        patch.addObject()
                .put("op", "test")
                .put("path", "/metadata/resourceVersion")
                .put("value", metadata.path("resourceVersion").asText());
        remove(patch, metadata, "annotations", ANNOTATIONS);
        remove(patch, metadata, "labels", LABELS);
        ArrayNode entries = takenOver(metadata.path("managedFields"));
        if (entries.size() < metadata.path("managedFields").size() || isRenamed(metadata)) {
            patch.addObject()
                    .put("op", "replace")
                    .put("path", "/metadata/managedFields")
                    .set("value", entries);
        }
        return patch.size() > 1 ? Optional.of(patch) : Optional.empty();
    }

    private boolean isLeftover(String trace) {
        int space = trace.indexOf(' ');
        return space < 0 || isLeftover(trace.substring(0, space), trace.substring(space + 1));
    }

    private boolean isLeftover(String operation, String manager) {
        if (manager.startsWith("kubectl")) {
            return operation.equals(APPLY) || operation.equals(UPDATE);
        }
        boolean ofOld =
                manager.startsWith("before-first-apply")
                        || manager.startsWith(SeenReader.FIELD_MANAGER);
        return (ofOld && operation.equals(UPDATE))
                || managers.stream().anyMatch(manager::startsWith);
    }

    private boolean isLeftover(JsonNode entry) {
        return !isOurs(entry)
                && entry.path("subresource").asText().isEmpty()
                && isLeftover(entry.path("operation").asText(), entry.path("manager").asText());
    }

    private boolean isRenamed(JsonNode metadata) {
        for (JsonNode entry : metadata.path("managedFields")) {
            if (isLeftover(entry)) {
                return true;
            }
        }
        return false;
    }

    /// The entries, with those of the leftover managers merged into ours.
    private ArrayNode takenOver(JsonNode entries) {
        ArrayNode kept = EventJson.mapper().createArrayNode();
        List<JsonNode> taken = new ArrayList<>();
        JsonNode ours = null;
        for (JsonNode entry : entries) {
            if (isOurs(entry)) {
                ours = entry;
            } else if (isLeftover(entry)) {
                taken.add(entry);
            } else {
                kept.add(entry);
            }
        }
        JsonNode merged = merged(ours, taken);
        if (merged != null) {
            kept.add(merged);
        }
        return kept;
    }

    private static @Nullable JsonNode merged(@Nullable JsonNode ours, List<JsonNode> taken) {
        if (ours == null && taken.isEmpty()) {
            return null;
        }
        ObjectNode merged = (ours == null ? taken.getFirst() : ours).deepCopy();
        merged.put("manager", SeenReader.FIELD_MANAGER).put("operation", APPLY);
        ObjectNode fields = merged.withObjectProperty("fieldsV1");
        taken.forEach(entry -> union(fields, entry.path("fieldsV1")));
        return merged;
    }

    private static void union(ObjectNode fields, JsonNode more) {
        for (Map.Entry<String, JsonNode> field : more.properties()) {
            if (fields.get(field.getKey()) instanceof ObjectNode held) {
                union(held, field.getValue());
            } else {
                fields.set(field.getKey(), field.getValue().deepCopy());
            }
        }
    }

    private static void remove(ArrayNode patch, JsonNode metadata, String map, List<String> keys) {
        for (String key : keys) {
            if (metadata.path(map).has(key)) {
                patch.addObject()
                        .put("op", "remove")
                        .put("path", "/metadata/" + map + "/" + key.replace("/", "~1"));
            }
        }
    }

    private static boolean isOurs(JsonNode entry) {
        return entry.path("manager").asText().equals(SeenReader.FIELD_MANAGER)
                && entry.path("operation").asText().equals(APPLY);
    }
}
