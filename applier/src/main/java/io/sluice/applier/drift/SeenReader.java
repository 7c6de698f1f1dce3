package io.sluice.applier.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.api.kustomize.ObjectSwitches;
import io.sluice.api.kustomize.OwnerLabels;
import io.sluice.applier.health.Kstatus;
import io.sluice.events.ObjectId;
import io.sluice.events.ResourceKey;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads what is kept of a live object from the object.
public final class SeenReader {

    /// The manager of every managed object. Never change it: ownership hangs on it.
    public static final String FIELD_MANAGER = "kustomize-controller";

    /// Annotation: the revision that last changed the object.
    public static final String REVISION_STAMP = "sluice.io/revision";

    /// Annotation: digest of the object's desired content.
    public static final String DIGEST_STAMP = "sluice.io/digest";

    private static final String UNIT_KIND = "Kustomization";

    private SeenReader() {}

    /// What is kept of an object that was not known before.
    public static Seen read(JsonNode object) {
        return read(object, Optional.empty());
    }

    /// What is kept of an object.
    ///
    /// @param before as it was known, if it was
    public static Seen read(JsonNode object, Optional<Known> before) {
        JsonNode metadata = object.path("metadata");
        SortedMap<String, String> labels = strings(metadata.path("labels"));
        SortedMap<String, String> annotations = strings(metadata.path("annotations"));
        JsonNode fields = ownFields(metadata.path("managedFields"));
        String uid = metadata.path("uid").asText();
        Fingerprint fingerprint =
                fields == null ? Fingerprint.NONE : Fingerprint.of(object, fields);
        return new Seen(
                idOf(object),
                uid,
                metadata.path("resourceVersion").asText(),
                metadata.has("deletionTimestamp"),
                owner(labels),
                new Seen.Stamp(annotations.get(REVISION_STAMP), annotations.get(DIGEST_STAMP)),
                ObjectSwitches.of(labels, annotations),
                // objects of a kind have mostly the same
                fields == null ? null : fields.toString().intern(),
                fingerprint,
                Authors.of(
                        metadata.path("managedFields"),
                        fingerprint,
                        before.filter(known -> known.uid().equals(uid)).orElse(null)),
                Leftovers.traces(metadata),
                Kstatus.of(object));
    }

    /// The id of an object.
    public static ObjectId idOf(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        return new ObjectId(
                object.path("apiVersion").asText(),
                object.path("kind").asText(),
                metadata.path("namespace").asText(""),
                metadata.path("name").asText());
    }

    /// A map of strings, as labels and annotations are.
    public static SortedMap<String, String> strings(JsonNode map) {
        SortedMap<String, String> strings = new TreeMap<>();
        map.properties().forEach(entry -> strings.put(entry.getKey(), entry.getValue().asText()));
        return strings;
    }

    private static @Nullable ResourceKey owner(SortedMap<String, String> labels) {
        String name = labels.get(OwnerLabels.NAME);
        String namespace = labels.get(OwnerLabels.NAMESPACE);
        return name == null || namespace == null
                ? null
                : new ResourceKey(UNIT_KIND, namespace, name);
    }

    private static @Nullable JsonNode ownFields(JsonNode entries) {
        for (JsonNode entry : entries) {
            if (isOurs(entry)) {
                return entry.get("fieldsV1");
            }
        }
        return null;
    }

    static boolean isOurs(JsonNode entry) {
        return entry.path("manager").asText().equals(FIELD_MANAGER)
                && entry.path("operation").asText().equals("Apply")
                && entry.path("subresource").asText().isEmpty();
    }
}
