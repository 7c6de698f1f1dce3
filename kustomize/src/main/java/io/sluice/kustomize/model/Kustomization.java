package io.sluice.kustomize.model;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.yaml.Budget;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.SeqNode;
import io.sluice.kustomize.yaml.Yaml;
import io.sluice.kustomize.yaml.YamlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A kustomization or component, decoded and freed of deprecated fields.
public final class Kustomization {

    /// The kind of a kustomization.
    public static final String KUSTOMIZATION = "Kustomization";

    /// The kind of a component.
    public static final String COMPONENT = "Component";

    private static final String API = "kustomize.config.k8s.io/";

    private final MapNode fields;

    private Kustomization(MapNode fields) {
        this.fields = fields;
    }

    /// Decodes a kustomization file.
    ///
    /// @param directory where the file is, for messages
    /// @param warnings takes what should be changed in the file, also if it is refused afterwards
    public static Kustomization parse(
            String text, Budget budget, String directory, Consumer<String> warnings) {
        MapNode fields = decode(text, budget);
        Deprecations.fix(fields, warnings);
        boolean empty =
                fields.entries().stream()
                        .allMatch(e -> e.name().equals("apiVersion") || e.name().equals("kind"));
        if (empty) {
            throw new KustomizeException("kustomization.yaml is empty");
        }
        var kustomization = new Kustomization(fields);
        kustomization.checkType(directory);
        return kustomization;
    }

    /// Decodes a kustomization file that Flux adds to: unknown fields do not count.
    ///
    /// @param warnings as in [#parse]
    public static Kustomization parseLenient(
            String text,
            Budget budget,
            String directory,
            Consumer<String> warnings,
            UnaryOperator<MapNode> overlay) {
        try {
            Node root = Yaml.config(text, budget);
            MapNode known = root instanceof MapNode map ? StrictDecoder.known(map) : new MapNode();
            return of(
                    StrictDecoder.decode(known, Shapes.KUSTOMIZATION),
                    directory,
                    warnings,
                    overlay);
        } catch (YamlException e) {
            throw new KustomizeException("invalid Kustomization: " + e.text(), null, e.line());
        } catch (KustomizeException e) {
            throw e.text().startsWith("Failed") ? e : e.prefixed("invalid Kustomization: ");
        }
    }

    /// A kustomization of decoded fields with an overlay on it.
    ///
    /// @param warnings as in [#parse]
    public static Kustomization of(
            MapNode fields,
            String directory,
            Consumer<String> warnings,
            UnaryOperator<MapNode> overlay) {
        Deprecations.fix(fields, warnings);
        var kustomization = new Kustomization(overlay.apply(fields));
        kustomization.checkType(directory);
        return kustomization;
    }

    private static MapNode decode(String text, Budget budget) {
        try {
            Node root = Yaml.config(text, budget);
            return root == null ? new MapNode() : StrictDecoder.decode(root, Shapes.KUSTOMIZATION);
        } catch (YamlException e) {
            throw new KustomizeException("invalid Kustomization: " + e.text(), null, e.line());
        } catch (KustomizeException e) {
            throw e.prefixed("invalid Kustomization: ");
        }
    }

    private void checkType(String directory) {
        String problem = "";
        if (!kind().equals(KUSTOMIZATION) && !kind().equals(COMPONENT)) {
            problem = "kind should be Kustomization or Component";
        }
        String expected = API + (kind().equals(COMPONENT) ? "v1alpha1" : "v1beta1");
        String version = text("apiVersion");
        if (problem.isEmpty() && !version.isEmpty() && !version.equals(expected)) {
            problem = "apiVersion for " + kind() + " should be " + expected;
        }
        if (!problem.isEmpty()) {
            throw new KustomizeException(
                    "Failed to read kustomization file under " + directory + ":\n" + problem);
        }
    }

    /// The kind, given or implied.
    public String kind() {
        String kind = fields.text("kind");
        return kind.isEmpty() ? KUSTOMIZATION : kind;
    }

    /// Whether this is a component.
    public boolean isComponent() {
        return kind().equals(COMPONENT);
    }

    /// All fields. Not to be changed.
    public MapNode fields() {
        return fields;
    }

    /// A text field; empty if it is not given.
    public String text(String field) {
        return fields.text(field);
    }

    /// A list of texts.
    public List<String> strings(String field) {
        return strings(fields, field);
    }

    /// A list of texts in a decoded map.
    public static List<String> strings(MapNode map, String field) {
        SeqNode list = map.list(field);
        if (list == null) {
            return List.of();
        }
        var strings = new ArrayList<String>();
        for (Node item : list.items()) {
            if (item instanceof ScalarNode scalar) {
                strings.add(scalar.text());
            }
        }
        return strings;
    }

    /// A list of structs.
    public List<MapNode> structs(String field) {
        return structs(fields, field);
    }

    /// A list of structs in a decoded map.
    public static List<MapNode> structs(MapNode map, String field) {
        SeqNode list = map.list(field);
        if (list == null) {
            return List.of();
        }
        var structs = new ArrayList<MapNode>();
        for (Node item : list.items()) {
            if (item instanceof MapNode struct) {
                structs.add(struct);
            }
        }
        return structs;
    }

    /// A map of texts, sorted by key.
    public Map<String, String> map(String field) {
        return map(fields, field);
    }

    /// A map of texts in a decoded map, sorted by key.
    ///
    /// @throws KustomizeException if it has the key `<<`, which the reference takes for a merge
    ///     when it configures its built-ins
    public static Map<String, String> map(MapNode map, String field) {
        var values = new TreeMap<String, String>(io.sluice.kustomize.yaml.JsonWriter::compare);
        MapNode entries = map.map(field);
        if (entries != null) {
            for (MapNode.Entry entry : entries.entries()) {
                if (entry.is("<<")) {
                    throw new KustomizeException(
                            "error converting YAML to JSON: yaml: map merge requires map or"
                                    + " sequence of maps as the value",
                            null,
                            entry.key().line());
                }
                String text = entry.value().scalarText();
                values.put(entry.name(), text == null ? "" : text);
            }
        }
        return values;
    }

    /// A struct, or null if it is not given.
    public @Nullable MapNode struct(String field) {
        return fields.map(field);
    }

    /// Whether a truth value in a decoded map is given and true.
    public static boolean flag(@Nullable MapNode map, String field) {
        return map != null && map.text(field).equals("true");
    }
}
