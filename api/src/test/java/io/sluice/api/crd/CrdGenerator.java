package io.sluice.api.crd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.model.annotation.Group;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Makes the files of `deploy/crds` from the types.
///
/// The generator does most of it; here follows what annotations cannot say.
final class CrdGenerator {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /// The release whose schemas we follow; tools show it.
    private static final String FLUX_VERSION = "v2.9.4";

    private static final Map<String, String> COMPONENTS =
            Map.of(
                    "source.toolkit.fluxcd.io", "source-controller",
                    "source.extensions.fluxcd.io", "source-watcher",
                    "kustomize.toolkit.fluxcd.io", "kustomize-controller",
                    "helm.toolkit.fluxcd.io", "helm-controller",
                    "notification.toolkit.fluxcd.io", "notification-controller",
                    "image.toolkit.fluxcd.io", "image-automation-controller");

    private final YAMLMapper yaml =
            YAMLMapper.builder()
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .build();

    private CrdGenerator() {}

    /// File names and contents.
    static SortedMap<String, String> files() {
        var generator = new CrdGenerator();
        var files = new TreeMap<String, String>();
        Kinds.ALL.forEach(
                kind ->
                        files.put(
                                CustomResourceDefinitions.fileOf(kind),
                                generator.definitionOf(kind)));
        return files;
    }

    private String definitionOf(Class<? extends HasMetadata> kind) {
        var crd = generate(kind);
        addMetadata(crd, kind);
        for (JsonNode version : crd.at("/spec/versions")) {
            refine((ObjectNode) version, kind);
        }
        try {
            return "# Generated from the types in the api module; do not edit.\n"
                    + yaml.writeValueAsString(crd);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private ObjectNode generate(Class<? extends HasMetadata> kind) {
        var output = new Memory();
        new CRDGenerator()
                .withParallelGenerationEnabled(false)
                .forCRDVersions("v1")
                .withOutput(output)
                .customResourceClasses(List.<Class<? extends HasMetadata>>of(kind))
                .detailedGenerate();
        return new KubernetesSerialization().unmarshal(output.text(), ObjectNode.class);
    }

    private static void addMetadata(ObjectNode crd, Class<? extends HasMetadata> kind) {
        var metadata = (ObjectNode) crd.get("metadata");
        var group = kind.getAnnotation(Group.class).value();
        metadata.putObject("annotations").put("kustomize.toolkit.fluxcd.io/substitute", "disabled");
        metadata.putObject("labels")
                .put("app.kubernetes.io/component", COMPONENTS.get(group))
                .put("app.kubernetes.io/part-of", "flux")
                .put("app.kubernetes.io/version", FLUX_VERSION);
    }

    private static void refine(ObjectNode version, Class<? extends HasMetadata> kind) {
        sortColumns(version, kind);
        var schema = (ObjectNode) version.at("/schema/openAPIV3Schema");
        sizeIntegers(schema);
        if (schema.at("/properties/spec").has("required")) {
            schema.putArray("required").add("spec");
        }
        var properties = (ObjectNode) schema.get("properties");
        properties.putObject("apiVersion").put("type", "string");
        properties.putObject("kind").put("type", "string");
        properties.putObject("metadata").put("type", "object");
        var observed = properties.at("/status/properties/observedGeneration");
        if (!observed.isMissingNode()) {
            var defaults = NODES.objectNode().put("observedGeneration", -1);
            ((ObjectNode) properties.get("status")).set("default", defaults);
        }
    }

    /// The generator sorts columns by path; people know them in the order of the annotations.
    private static void sortColumns(ObjectNode version, Class<? extends HasMetadata> kind) {
        var order =
                Arrays.stream(kind.getAnnotationsByType(AdditionalPrinterColumn.class))
                        .map(AdditionalPrinterColumn::name)
                        .toList();
        var columns = new ArrayList<ObjectNode>();
        version.get("additionalPrinterColumns").forEach(column -> columns.add((ObjectNode) column));
        columns.sort(Comparator.comparingInt(column -> order.indexOf(nameOf(column))));
        columns.stream()
                .filter(column -> column.path("priority").asInt() == 0)
                .forEach(column -> column.remove("priority"));
        version.putArray("additionalPrinterColumns").addAll(columns);
    }

    private static String nameOf(ObjectNode column) {
        return column.get("name").asText();
    }

    /// Numbers of the API are 64 bits wide; limits are whole numbers.
    private static void sizeIntegers(JsonNode node) {
        if (node instanceof ObjectNode schema) {
            if (schema.path("type").asText().equals("integer")) {
                schema.put("format", "int64");
                if (schema.path("minimum").isNumber()) {
                    schema.put("minimum", schema.get("minimum").asLong());
                }
            }
        }
        node.forEach(CrdGenerator::sizeIntegers);
    }

    /// Takes the place of a folder.
    private static final class Memory implements CRDGenerator.CRDOutput<ByteArrayOutputStream> {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public ByteArrayOutputStream outputFor(String crdName) {
            return bytes;
        }

        @Override
        public void close() {}

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
