package io.sluice.kustomize.schema;

import io.sluice.kustomize.resource.Gvk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The types of Kubernetes 1.21.2, which is what Kustomize has built in.
final class BuiltinSchema {

    private static final class Holder {
        private static final BuiltinSchema INSTANCE = new BuiltinSchema();
    }

    private final Map<Gvk, TypeSchema> types = new HashMap<>();
    private final Map<Gvk, Boolean> namespaced = new HashMap<>();
    private final List<TypeSchema> definitions = new ArrayList<>();

    private BuiltinSchema() {
        var in =
                Objects.requireNonNull(
                        BuiltinSchema.class.getResourceAsStream("kubernetes-1.21.2.txt"));
        try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            TypeSchema current = new TypeSchema();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ", -1);
                switch (words[0]) {
                    case "def" -> current = definition(words[1]);
                    case "prop" -> property(current, words);
                    case "gvk" -> types.put(Gvk.of(words[1], words[2]), definition(words[3]));
                    case "scope" ->
                            namespaced.put(
                                    Gvk.of(words[1], words[2]), words[3].equals("namespaced"));
                    default -> {}
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BuiltinSchema instance() {
        return Holder.INSTANCE;
    }

    private TypeSchema definition(String number) {
        int index = Integer.parseInt(number);
        while (definitions.size() <= index) {
            definitions.add(new TypeSchema());
        }
        return definitions.get(index);
    }

    private void property(TypeSchema owner, String[] words) {
        var schema = new TypeSchema();
        String type = words[2];
        if (type.startsWith("[]")) {
            schema.elements(definition(type.substring(2)));
        } else if (type.startsWith("{}")) {
            schema.others(definition(type.substring(2)));
        } else if (!type.equals("-")) {
            schema.pointsTo(definition(type));
        }
        if (words.length > 3) {
            String keys = words[3].substring(1);
            schema.merges(true, keys.isEmpty() ? List.of() : List.of(keys.split(",", -1)));
        }
        owner.field(words[1], schema);
    }

    Map<Gvk, TypeSchema> types() {
        return types;
    }

    Map<Gvk, Boolean> namespaced() {
        return namespaced;
    }
}
