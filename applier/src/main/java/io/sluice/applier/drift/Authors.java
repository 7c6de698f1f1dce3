package io.sluice.applier.drift;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Who wrote an object, as far as `metadata.managedFields` tells.
///
/// @param by who took our values away, or wrote last; [#UNKNOWN] if nobody can be named
/// @param oursAt when our entry was last written, in the API server's words
/// @param newest the manager that wrote last, other than us
/// @param newestAt when it did
public record Authors(String by, String oursAt, String newest, String newestAt) {

    public Authors { // thousands of objects have the same few
        by = by.intern();
        oursAt = oursAt.intern();
        newest = newest.intern();
        newestAt = newestAt.intern();
    }

    /// Nobody can be named: whoever only removes fields leaves no trace.
    public static final String UNKNOWN = "unknown";

    /// Who wrote this version of an object.
    ///
    /// @param now what is ours in it
    /// @param before the object as it was known before; null if it was not, or was another
    static Authors of(JsonNode entries, Fingerprint now, @Nullable Known before) {
        String oursAt = "";
        String newest = UNKNOWN;
        String newestAt = "";
        for (JsonNode entry : entries) {
            String time = entry.path("time").asText();
            if (SeenReader.isOurs(entry)) {
                oursAt = time;
            } else if (!isOfStatus(entry) && time.compareTo(newestAt) >= 0) {
                newest = manager(entry);
                newestAt = time;
            }
        }
        String latest = newestAt.compareTo(oursAt) >= 0 ? newest : UNKNOWN;
        var last = new Authors(latest, oursAt, newest, newestAt);
        return before == null ? last : last.withBy(last.culprit(entries, now, before));
    }

    private String culprit(JsonNode entries, Fingerprint now, Known before) {
        List<String> changed = now.changedSince(before.fingerprint());
        if (changed.isEmpty()) {
            return before.authors().by();
        }
        Set<String> owners = new TreeSet<>();
        for (JsonNode entry : entries) {
            if (!SeenReader.isOurs(entry) && owns(entry, changed)) {
                owners.add(manager(entry));
            }
        }
        if (!owners.isEmpty()) {
            return String.join(", ", owners);
        }
        boolean underOurName =
                !oursAt.equals(before.authors().oursAt())
                        || changed.stream().anyMatch(path -> now.owns(path));
        if (underOurName) {
            return SeenReader.FIELD_MANAGER;
        }
        boolean wroteSince =
                !newest.equals(before.authors().newest())
                        || !newestAt.equals(before.authors().newestAt());
        return wroteSince ? newest : UNKNOWN;
    }

    private Authors withBy(String other) {
        return new Authors(other, oursAt, newest, newestAt);
    }

    private static boolean owns(JsonNode entry, List<String> changed) {
        List<String> owned = Fingerprint.paths(entry.path("fieldsV1"));
        return changed.stream()
                .anyMatch(path -> owned.stream().anyMatch(own -> isWithin(path, own)));
    }

    private static boolean isWithin(String path, String own) {
        return path.equals(own) || path.startsWith(own + "/") || own.startsWith(path + "/");
    }

    private static boolean isOfStatus(JsonNode entry) {
        return entry.path("subresource").asText().equals("status");
    }

    private static String manager(JsonNode entry) {
        return entry.path("manager").asText(UNKNOWN);
    }
}
