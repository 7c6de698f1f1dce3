package io.sluice.renderer.artifact;

import java.util.ArrayList;
import java.util.List;

/// The path of an archive's entry, if it is a harmless one.
final class EntryPath {

    private EntryPath() {}

    /// The absolute, normalised path inside the tree.
    ///
    /// @throws ArtifactException if the name is absolute, climbs up, or holds what no name needs
    static String of(String name, int longest) throws ArtifactException {
        if (name.length() > longest) {
            throw ArtifactException.refused(
                    "the archive holds a path of %d characters, more than the %d allowed"
                            .formatted(name.length(), longest));
        }
        if (name.isEmpty() || name.startsWith("/") || name.indexOf('\\') >= 0) {
            throw unsafe(name);
        }
        List<String> parts = new ArrayList<>();
        for (String part : name.split("/", -1)) {
            if (part.equals("..") || part.chars().anyMatch(Character::isISOControl)) {
                throw unsafe(name);
            }
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return "/" + String.join("/", parts);
    }

    private static ArtifactException unsafe(String name) {
        StringBuilder readable = new StringBuilder();
        name.chars().forEach(c -> readable.append(Character.isISOControl(c) ? '?' : (char) c));
        return ArtifactException.refused(
                "the archive holds the path '%s', which is not inside it".formatted(readable));
    }
}
