package io.sluice.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The files users install are those the types generate.
///
/// After a change of the types: `mvn -pl api test -Dtest=CrdFilesTest -Dcrds=write`.
class CrdFilesTest {
    private static final Path FOLDER = Path.of("..", "deploy", "crds");
    private static final String KUSTOMIZATION = "kustomization.yaml";

    @Test
    void committed_definitions_are_those_the_types_generate() throws IOException {
        var generated = CrdGenerator.files();
        if ("write".equals(System.getProperty("crds"))) {
            write(generated);
        }

        var committed = committed();

        assertThat(committed.keySet()).isEqualTo(generated.keySet());
        generated.forEach((name, text) -> assertThat(committed.get(name)).as(name).isEqualTo(text));
    }

    @Test
    void generates_the_same_bytes_every_time() {
        assertThat(CrdGenerator.files()).isEqualTo(CrdGenerator.files());
    }

    @Test
    void the_jar_carries_every_definition() {
        assertThat(CustomResourceDefinitions.all())
                .extracting(crd -> crd.getSpec().getNames().getKind())
                .containsExactlyElementsOf(Kinds.ALL.stream().map(HasMetadata::getKind).toList());
    }

    @Test
    void the_kustomization_beside_them_lists_every_definition() throws IOException {
        assertThat(Files.readAllLines(FOLDER.resolve(KUSTOMIZATION)))
                .containsAll(
                        CrdGenerator.files().keySet().stream().map(name -> "  - " + name).toList());
    }

    private static boolean isDefinition(Path path) {
        return !path.endsWith(KUSTOMIZATION);
    }

    private static SortedMap<String, String> committed() throws IOException {
        var files = new TreeMap<String, String>();
        try (var paths = Files.list(FOLDER)) {
            for (var path : paths.filter(CrdFilesTest::isDefinition).toList()) {
                files.put(path.getFileName().toString(), Files.readString(path));
            }
        }
        return files;
    }

    private static void write(SortedMap<String, String> files) throws IOException {
        Files.createDirectories(FOLDER);
        try (var old = Files.list(FOLDER)) {
            for (var path : old.filter(CrdFilesTest::isDefinition).toList()) {
                Files.delete(path);
            }
        }
        for (var file : files.entrySet()) {
            Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
        }
    }
}
