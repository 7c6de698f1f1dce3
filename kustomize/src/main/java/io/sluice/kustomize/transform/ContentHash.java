package io.sluice.kustomize.transform;

import io.sluice.kustomize.patch.JsonValues;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.yaml.Dialect;
import io.sluice.kustomize.yaml.Finisher;
import io.sluice.kustomize.yaml.JsonWriter;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.YamlException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The hash of a resource's content that becomes part of its name.
final class ContentHash {

    private static final int LENGTH = 10;

    private ContentHash() {}

    static String of(Resource resource) {
        return encode(sha256(text(resource)));
    }

    private static String text(Resource resource) {
        Node finished = finished(resource.root());
        if (!(finished instanceof MapNode map)) {
            return "";
        }
        return switch (resource.kind()) {
            case "ConfigMap" -> {
                var hashed = new MapNode();
                copy(map, "binaryData", hashed);
                data(map, hashed);
                yield JsonWriter.go(hashed.put("kind", "ConfigMap").put("name", ""));
            }
            case "Secret" -> {
                var hashed = new MapNode();
                data(map, hashed);
                hashed.put("kind", "Secret").put("name", "");
                copy(map, "stringData", hashed);
                yield JsonWriter.go(hashed.put("type", map.text("type")));
            }
            default -> JsonWriter.go(map);
        };
    }

    private static Node finished(MapNode root) {
        var finisher = new Finisher(Dialect.RESOURCE);
        try {
            return finisher.finish(root);
        } catch (YamlException e) {
            // The reference reads the data by itself and counts the lines there.
            Node data = root.get("data");
            if (data != null) {
                finisher.finishPart(data, false);
            }
            throw e;
        }
    }

    private static void data(MapNode from, MapNode to) {
        Node data = from.get("data");
        if (data == null || data.isNull()) {
            to.put("data", "");
        } else {
            // Numbers, which no data should hold, are hashed as doubles.
            to.put("data", JsonValues.ofFinished(data));
        }
    }

    private static void copy(MapNode from, String field, MapNode to) {
        if (from.get(field) instanceof MapNode map) {
            to.put(field, map);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Leaves out what could be read as a word.
    private static String encode(String hex) {
        var out = new StringBuilder(LENGTH);
        for (char c : hex.substring(0, LENGTH).toCharArray()) {
            out.append(
                    switch (c) {
                        case '0' -> 'g';
                        case '1' -> 'h';
                        case '3' -> 'k';
                        case 'a' -> 'm';
                        case 'e' -> 't';
                        default -> c;
                    });
        }
        return out.toString();
    }
}
