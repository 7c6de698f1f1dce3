package io.sluice.sandbox.chaos;

import io.sluice.sandbox.demo.WorkingCopy;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Git as the world says it is: one file for each object, one folder for each unit.
final class Repository implements AutoCloseable {

    /// Which commit an object is of.
    static final String VERSION = "chaos.example/version";

    private final WorkingCopy copy;
    private SortedMap<String, String> written = new TreeMap<>();

    Repository(WorkingCopy copy) {
        this.copy = copy;
    }

    /// Commits the difference and pushes it.
    ///
    /// @return the revision as Flux writes it
    String push(World world, String message) {
        SortedMap<String, String> files = files(world);
        written.keySet().stream().filter(path -> !files.containsKey(path)).forEach(copy::delete);
        files.forEach(
                (path, text) -> {
                    if (!text.equals(written.get(path))) {
                        copy.write(path, text);
                    }
                });
        written = files;
        return copy.commitAndPush(message);
    }

    private static SortedMap<String, String> files(World world) {
        SortedMap<String, String> files = new TreeMap<>();
        for (Map.Entry<String, World.Unit> unit : world.units().entrySet()) {
            unit.getValue()
                    .content()
                    .forEach(
                            (item, version) ->
                                    files.put(path(unit.getKey(), item), text(item, version)));
        }
        return files;
    }

    private static String path(String unit, Item item) {
        return "%s/%s-%s-%s.yaml"
                .formatted(
                        unit,
                        item.kind().type().toLowerCase(Locale.ROOT),
                        item.namespace(),
                        item.name());
    }

    static String text(Item item, int version) {
        String namespace = item.namespace().isEmpty() ? "" : ", namespace: " + item.namespace();
        return """
               apiVersion: %s
               kind: %s
               metadata: {name: %s%s, annotations: {%s: "%d"}}
               """
                        .formatted(
                                item.kind().apiVersion(),
                                item.kind().type(),
                                item.name(),
                                namespace,
                                VERSION,
                                version)
                + content(item, version);
    }

    private static String content(Item item, int version) {
        return switch (item.kind()) {
            case CONFIG_MAP -> "data: {version: \"%d\"}\n".formatted(version);
            case SECRET -> "stringData: {version: \"%d\"}\n".formatted(version);
            case SERVICE -> "spec: {selector: {app: chaos}, ports: [{name: http, port: 80}]}\n";
            case SERVICE_ACCOUNT -> "automountServiceAccountToken: false\n";
            case GADGET -> "spec: {version: \"%d\"}\n".formatted(version);
            case DEFINITION ->
                    """
                    spec:
                      group: chaos.example
                      scope: Namespaced
                      names: {kind: Gadget, plural: gadgets, singular: gadget}
                      versions:
                      - name: v1
                        served: true
                        storage: true
                        schema:
                          openAPIV3Schema:
                            type: object
                            properties:
                              spec: {type: object, properties: {version: {type: string}}}
                    """;
        };
    }

    @Override
    public void close() {
        copy.close();
    }
}
