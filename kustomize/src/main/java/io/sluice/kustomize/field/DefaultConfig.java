package io.sluice.kustomize.field;

import io.sluice.kustomize.resource.Gvk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The field specs that are in force without any configuration.
public final class DefaultConfig {

    private static final class Holder {
        private static final TransformerConfig INSTANCE = new DefaultConfig().read();
    }

    private final Map<String, List<FieldSpec>> sections = new HashMap<>();
    private final Map<Gvk, List<FieldSpec>> references = new LinkedHashMap<>();

    private DefaultConfig() {}

    /// The defaults.
    public static TransformerConfig get() {
        return Holder.INSTANCE;
    }

    private TransformerConfig read() {
        var in =
                Objects.requireNonNull(
                        DefaultConfig.class.getResourceAsStream("default-field-specs.txt"));
        try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    add(line.split("\\|", -1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var referrers = new ArrayList<Referrers>();
        references.forEach((target, specs) -> referrers.add(new Referrers(target, specs)));
        var asListed =
                new TransformerConfig(
                        section("namePrefix"),
                        section("nameSuffix"),
                        section("namespace"),
                        List.copyOf(
                                FieldSpecs.merge(
                                        section("commonLabels"), section("templateLabels"))),
                        section("labels"),
                        section("templateLabels"),
                        section("commonAnnotations"),
                        List.copyOf(referrers),
                        section("varReference"),
                        section("images"),
                        section("replicas"));
        return TransformerConfig.EMPTY.merge(asListed);
    }

    private List<FieldSpec> section(String name) {
        return List.copyOf(sections.getOrDefault(name, List.of()));
    }

    private void add(String[] cells) {
        Gvk first = new Gvk(cells[1], cells[2], cells[3]);
        if (cells[0].equals("nameReference")) {
            Gvk referrer = new Gvk(cells[4], cells[5], cells[6]);
            references
                    .computeIfAbsent(first, t -> new ArrayList<>())
                    .add(new FieldSpec(referrer, cells[7], false));
        } else {
            sections.computeIfAbsent(cells[0], s -> new ArrayList<>())
                    .add(new FieldSpec(first, cells[5], cells[4].equals("true")));
        }
    }
}
