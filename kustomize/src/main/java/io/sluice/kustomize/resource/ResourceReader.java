package io.sluice.kustomize.resource;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.load.BuildContext;
import io.sluice.kustomize.yaml.Dialect;
import io.sluice.kustomize.yaml.Finisher;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.SeqNode;
import io.sluice.kustomize.yaml.UniqueKeys;
import io.sluice.kustomize.yaml.Yaml;
import io.sluice.kustomize.yaml.YamlException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the resources in a YAML text.
public final class ResourceReader {

    private final BuildContext context;

    /// A reader for one build.
    public ResourceReader(BuildContext context) {
        this.context = context;
    }

    /// The resources in a file.
    public List<Resource> read(byte[] bytes, String path, @Nullable String file) {
        try {
            return read(Yaml.decode(bytes), file);
        } catch (YamlException e) {
            if (!e.text().startsWith("yaml: ")) {
                // It is YAML; what is wrong shows only when merges are resolved.
                throw new KustomizeException(e.text(), file, e.line());
            }
            throw KustomizeException.malformed(
                    "MalformedYAMLError: " + e.text() + " in File: " + path,
                    file == null ? path : file,
                    e.line());
        } catch (KustomizeException e) {
            throw e.in(file, 0);
        }
    }

    /// The resources in a text; problems with the YAML come out as [YamlException].
    public List<Resource> read(String text, @Nullable String file) {
        var resources = new ArrayList<Resource>();
        for (MapNode root : roots(text)) {
            check(root, file);
            context.spendObject();
            resources.add(new Resource(root, context.schemas(), file));
        }
        return resources;
    }

    /// The objects in a text, lists taken apart, without a check of what they are.
    public List<MapNode> roots(String text) {
        String clean = text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n");
        var documents = new ArrayList<Node>();
        for (DocumentSplitter.Chunk chunk : DocumentSplitter.split(clean)) {
            Node node = Yaml.parse(chunk.text(), Dialect.RESOURCE, context.budget(), chunk.line());
            if (node != null && !node.isNull()) {
                documents.add(node);
            }
        }
        var roots = new ArrayList<MapNode>();
        for (Node node : documents) {
            if (node instanceof SeqNode list && list.items().isEmpty()) {
                continue;
            }
            if (!(node instanceof MapNode map)) {
                throw new KustomizeException("missing Resource metadata", null, node.line());
            }
            if (!map.entries().isEmpty()) {
                roots.add(map);
            }
        }
        return unwrap(roots);
    }

    private static List<MapNode> unwrap(List<MapNode> roots) {
        var queue = new ArrayList<>(roots);
        if (queue.size() == 1) {
            String kind = queue.getFirst().text("kind");
            Node items = queue.getFirst().get("items");
            if (items != null && (kind.equals("List") || kind.equals("ResourceList"))) {
                queue.clear();
                maps(parts(items), queue);
            }
        }
        var done = new ArrayList<MapNode>();
        for (int i = 0; i < queue.size(); i++) {
            MapNode map = queue.get(i);
            String kind = map.text("kind");
            Node items = map.get("items");
            if (!kind.endsWith("List")) {
                done.add(map);
                continue;
            }
            unique(map, kind);
            if (items == null) {
                done.add(map);
            } else if (items instanceof SeqNode list) {
                maps(finished(list, map.flow()), queue);
            } else if (!items.isNull()) {
                String found = items instanceof MapNode ? "map[string]interface {}" : "string";
                throw new KustomizeException(
                        "expected array in " + kind + "/items, but found " + found,
                        null,
                        items.line());
            }
        }
        return done;
    }

    /// What the reference takes for the items: in a map the keys and the values.
    private static SeqNode parts(Node items) {
        var parts = new SeqNode();
        switch (items) {
            case SeqNode list -> list.items().forEach(parts::add);
            case MapNode map ->
                    map.entries()
                            .forEach(
                                    entry -> {
                                        parts.add(entry.key());
                                        parts.add(entry.value());
                                    });
            case ScalarNode scalar -> {}
        }
        return parts;
    }

    private static void unique(MapNode list, String kind) {
        try {
            UniqueKeys.require(list);
        } catch (YamlException e) {
            throw new KustomizeException(
                    "trouble expanding list of " + kind + "; received error " + e.text(),
                    null,
                    e.line());
        }
    }

    /// The items as they are after the reference wrote and read them.
    private static SeqNode finished(SeqNode items, boolean inFlow) {
        var finished = new SeqNode();
        var finisher = new Finisher(Dialect.RESOURCE);
        try {
            for (Node item : items.items()) {
                finished.add(finisher.finishPart(item, inFlow || items.flow()));
            }
        } catch (YamlException e) {
            throw new KustomizeException(e.text(), null, e.line());
        }
        return finished;
    }

    private static void maps(SeqNode items, List<MapNode> into) {
        for (Node item : items.items()) {
            if (item instanceof MapNode map) {
                into.add(map);
            } else if (!item.isNull()) {
                throw new KustomizeException("missing Resource metadata", null, item.line());
            }
        }
    }

    /// Refuses what is not an object with a kind and a name.
    public static void check(MapNode root, @Nullable String file) {
        Node metadata = root.get("metadata");
        String kind = root.text("kind");
        if (kind.isEmpty() && metadata == null && root.get("apiVersion") == null) {
            throw new KustomizeException("missing Resource metadata", file, root.line());
        }
        if (kind.isEmpty()) {
            throw problem("missing kind in object ", root, file);
        }
        boolean named =
                metadata instanceof MapNode map
                        && !Node.missingOrNull(map.get("name"))
                        && !map.text("name").isEmpty();
        if (!named && !kind.endsWith("List")) {
            throw problem("missing metadata.name in object ", root, file);
        }
    }

    private static KustomizeException problem(String words, MapNode root, @Nullable String file) {
        MapNode metadata = root.map("metadata");
        String name = metadata == null ? "" : metadata.text("name");
        String namespace = metadata == null ? "" : metadata.text("namespace");
        String shown =
                "{{%s %s} {{%s %s} %s %s}}"
                        .formatted(
                                root.text("apiVersion"),
                                root.text("kind"),
                                name,
                                namespace,
                                goMap(root, "labels"),
                                goMap(root, "annotations"));
        return new KustomizeException(words + shown, file, root.line());
    }

    private static String goMap(MapNode root, String field) {
        var text = new StringBuilder("map[");
        Annotations.read(root, field)
                .forEach(
                        (k, v) -> {
                            if (text.length() > 4) {
                                text.append(' ');
                            }
                            text.append(k).append(':').append(v);
                        });
        return text.append(']').toString();
    }
}
