package io.sluice.applier.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One version of a Secret with a kubeconfig in it.
///
/// @param path `<namespace>/<name>`
/// @param uid of the Secret
/// @param resourceVersion of the Secret
/// @param key of the entry
/// @param text of the entry
public record KubeconfigSecret(
        String path, String uid, String resourceVersion, String key, String text) {

    private static final List<String> USUAL_KEYS = List.of("value", "value.yaml");

    /// The entry of a Secret that holds the kubeconfig.
    ///
    /// @param key of the entry; null for the usual ones
    /// @return empty if there is no such entry, or it is not text
    public static Optional<KubeconfigSecret> of(JsonNode secret, @Nullable String key) {
        JsonNode metadata = secret.path("metadata");
        String path = metadata.path("namespace").asText() + "/" + metadata.path("name").asText();
        for (String name : key == null ? USUAL_KEYS : List.of(key)) {
            String text = decoded(secret.path("data").path(name).asText());
            if (!text.isBlank()) {
                return Optional.of(
                        new KubeconfigSecret(
                                path,
                                metadata.path("uid").asText(),
                                metadata.path("resourceVersion").asText(),
                                name,
                                text));
            }
        }
        return Optional.empty();
    }

    /// Whether it is the same version of the same Secret and entry.
    public boolean isSameVersion(KubeconfigSecret other) {
        return uid.equals(other.uid)
                && resourceVersion.equals(other.resourceVersion)
                && key.equals(other.key);
    }

    /// Never the text.
    @Override
    public String toString() {
        return "Secret " + path + " (" + key + ")";
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }
}
