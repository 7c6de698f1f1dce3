package io.sluice.kustomize.generate;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.load.BuildContext;
import io.sluice.kustomize.load.Loader;
import io.sluice.kustomize.model.Kustomization;
import io.sluice.kustomize.resource.Annotations;
import io.sluice.kustomize.resource.Resource;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.Style;
import io.sluice.kustomize.yaml.Tag;
import io.sluice.kustomize.yaml.Yaml;
import io.sluice.kustomize.yaml.YamlException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes config maps and secrets.
public final class DataGenerator {

    private static final int LINE = 70;

    private final BuildContext context;
    private final Loader loader;
    private final String file;

    /// A generator for the kustomization in `file`.
    public DataGenerator(BuildContext context, Loader loader, String file) {
        this.context = context;
        this.loader = loader;
        this.file = file;
    }

    /// The config map that `args` describe.
    public Resource configMap(MapNode args, @Nullable MapNode options) {
        Map<String, byte[]> pairs = pairs(args);
        MapNode root = base("ConfigMap", args);
        var data = new MapNode();
        var binary = new MapNode();
        new TreeMap<>(pairs)
                .forEach(
                        (key, value) -> {
                            String text = text(value);
                            if (text != null) {
                                context.budget().escaped(text);
                                data.append(key, string(text));
                            } else {
                                binary.append(key, string(base64(value)));
                            }
                        });
        if (!data.entries().isEmpty()) {
            root.put("data", data);
        }
        if (!binary.entries().isEmpty()) {
            root.put("binaryData", binary);
        }
        return finish(root, args, options);
    }

    /// The secret that `args` describe.
    public Resource secret(MapNode args, @Nullable MapNode options) {
        Map<String, byte[]> pairs = pairs(args);
        MapNode root = base("Secret", args);
        root.put("type", args.text("type").isEmpty() ? "Opaque" : args.text("type"));
        var data = new MapNode();
        new TreeMap<>(pairs).forEach((key, value) -> data.append(key, string(base64(value))));
        root.put("data", data);
        return finish(root, args, options);
    }

    /// As in the reference, messages about secrets speak of config maps too.
    private Map<String, byte[]> pairs(MapNode args) {
        String name = args.text("name");
        if (name.isEmpty()) {
            throw new KustomizeException("a configmap must have a name");
        }
        return KeyValues.load(args, loader, name, context.budget());
    }

    private static MapNode base(String kind, MapNode args) {
        var metadata = new MapNode();
        metadata.put("name", args.text("name"));
        if (!args.text("namespace").isEmpty()) {
            metadata.put("namespace", args.text("namespace"));
        }
        return new MapNode().put("apiVersion", "v1").put("kind", kind).put("metadata", metadata);
    }

    private static @Nullable String text(byte[] value) {
        try {
            return Yaml.decode(value);
        } catch (YamlException binary) {
            return null;
        }
    }

    /// A text of the data as the reference writes it.
    static ScalarNode string(String text) {
        return text.indexOf('\n') >= 0
                ? new ScalarNode(text, Tag.STR, Style.LITERAL)
                : ScalarNode.quotedString(text);
    }

    private String base64(byte[] value) {
        // It is longer than the value, and made in several steps.
        context.budget().data(value.length);
        String text = Base64.getEncoder().encodeToString(value);
        if (text.length() <= LINE) {
            return text;
        }
        var lines = new StringBuilder();
        for (int i = 0; i < text.length(); i += LINE) {
            lines.append(text, i, Math.min(i + LINE, text.length())).append('\n');
        }
        return lines.toString();
    }

    private Resource finish(MapNode root, MapNode args, @Nullable MapNode global) {
        MapNode local = args.map("options");
        metadata(root, "labels", local, global);
        metadata(root, "annotations", local, global);
        if (Kustomization.flag(local, "immutable") || Kustomization.flag(global, "immutable")) {
            root.put("immutable", new ScalarNode("true", Tag.BOOL, Style.PLAIN));
        }
        var resource = new Resource(root, context.schemas(), file);
        boolean plain =
                Kustomization.flag(local, "disableNameSuffixHash")
                        || Kustomization.flag(global, "disableNameSuffixHash");
        String behavior = args.text("behavior");
        Map<String, String> notes = resource.annotations();
        if (behavior.equals("merge") || behavior.equals("replace")) {
            notes.put(Annotations.BEHAVIOR, behavior);
        } else {
            notes.put(Annotations.BEHAVIOR, behavior.equals("create") ? "create" : "unspecified");
        }
        if (!plain) {
            notes.put(Annotations.NEEDS_HASH, "enabled");
        }
        resource.annotations(notes);
        context.spendObject();
        return resource;
    }

    private static void metadata(
            MapNode root, String field, @Nullable MapNode local, @Nullable MapNode global) {
        Map<String, String> all = new TreeMap<>();
        if (global != null) {
            all.putAll(Kustomization.map(global, field));
        }
        if (local != null) {
            all.putAll(Kustomization.map(local, field));
        }
        if (!all.isEmpty()) {
            Annotations.write(root, field, all);
        }
    }
}
