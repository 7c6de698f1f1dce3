package io.sluice.kustomize.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Output and exit codes are those of `kustomize build`; `DIR` stands for the directory.
final class BuildTest {

    private static final String REORDER =
            "Flag --reorder has been deprecated, use the new 'sortOptions' field in"
                    + " kustomization.yaml instead.\n";

    @TempDir Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void write() throws IOException {
        file("dir/kustomization.yaml", "resources: [map.yaml, app.yaml, ns.yaml]\n");
        file("dir/map.yaml", object("v1", "ConfigMap", "Local, namespace: a"));
        file("dir/app.yaml", object("apps/v1", "Deployment", "d, namespace: b"));
        file("dir/ns.yaml", object("v1", "Namespace", "n"));
    }

    private static String object(String version, String kind, String name) {
        return "apiVersion: %s\nkind: %s\nmetadata: {name: %s}\n".formatted(version, kind, name);
    }

    private void file(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private int run(String... args) {
        String[] placed = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            placed[i] =
                    args[i].replace("DIR", folder + "/dir").replace("OUT", folder.toString() + "/");
        }
        return Build.run(placed, out, new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8).replace(folder + "/", "OUT");
    }

    private List<String> kinds() {
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("kind: "))
                .map(line -> line.substring(6))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DIR --nope | unknown flag: --nope",
                "DIR --nope=1 | unknown flag: --nope",
                "DIR -x | unknown shorthand flag: 'x' in -x",
                "DIR -xyz | unknown shorthand flag: 'x' in -xyz",
                "DIR -hx | unknown shorthand flag: 'x' in -x",
                "DIR -=x | unknown shorthand flag: '=' in -=x",
                "DIR ---x | bad flag syntax: ---x",
                "DIR --=x | bad flag syntax: --=x",
                "DIR -o | flag needs an argument: 'o' in -o",
                "DIR -he | flag needs an argument: 'e' in -e",
                "DIR --mount | flag needs an argument: --mount",
                "DIR --load-restrictor x | illegal flag value --load-restrictor x; legal values:"
                        + " [LoadRestrictionsRootOnly LoadRestrictionsNone]",
                "DIR --enable-helm=maybe | invalid argument \"maybe\" for \"--enable-helm\" flag:"
                        + " strconv.ParseBool: parsing \"maybe\": invalid syntax",
                "DIR DIR | specify one path to kustomization.yaml",
                "DIR -o OUTgone/x.yaml | open OUTgone/x.yaml: no such file or directory",
                "DIR -o OUTgone/ | open OUTgone/: is a directory",
                "DIR -o DIR/ns.yaml/x | open OUTdir/ns.yaml/x: not a directory"
            })
    void what_is_wrong_is_told_and_ends_with_1(String line, String message) {
        assertThat(run(line.split(" ", -1))).isEqualTo(1);
        assertThat(errors()).isEqualTo("Error: " + message + "\n");
        assertThat(kinds()).isEmpty();
    }

    @Test
    void a_deprecation_is_told_before_what_is_wrong() {
        assertThat(run("DIR", "--reorder", "x")).isEqualTo(1);
        assertThat(errors())
                .isEqualTo(
                        REORDER
                                + "Error: illegal flag value --reorder x; legal values: [legacy"
                                + " none]\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DIR",
                "DIR --load-restrictor=",
                "DIR --as-current-user --network --network-name x --mount a --env A -e B=c -eC",
                "DIR --helm-command x --helm-debug --helm-api-versions a --helm-kube-version 1",
                "DIR --enable-exec --enable-helm --enable-alpha-plugins --stack-trace",
                "-h=false -- DIR"
            })
    void flags_that_change_nothing_are_taken(String line) {
        assertThat(run(line.split(" ", -1))).isZero();
        assertThat(errors()).isEmpty();
        assertThat(kinds()).containsExactly("Namespace", "ConfigMap", "Deployment");
    }

    @Test
    void the_order_is_as_listed_where_that_is_asked_for() {
        assertThat(run("DIR", "--reorder", "legacy", "--reorder=none")).isZero();
        assertThat(errors()).isEqualTo(REORDER + REORDER);
        assertThat(kinds()).containsExactly("ConfigMap", "Deployment", "Namespace");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DIR -h", "--help", "DIR DIR -h", "-hoOUTx"})
    void help_is_no_error(String line) {
        assertThat(run(line.split(" ", -1))).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Usage:\n  build [DIR] [flags]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-o OUTx.yaml", "-oOUTx.yaml", "-o=OUTx.yaml", "--output=OUTx.yaml"})
    void a_file_is_written(String line) {
        assertThat(run(("DIR " + line).split(" ", -1))).isZero();
        assertThat(kinds()).isEmpty();
        assertThat(folder.resolve("x.yaml"))
                .content()
                .startsWith("apiVersion: v1\nkind: Namespace");
    }

    @Test
    void a_directory_gets_one_file_per_object() throws IOException {
        Files.createDirectory(folder.resolve("all"));
        assertThat(run("DIR", "-o", "OUTall")).isZero();
        assertThat(folder.resolve("all"))
                .isDirectoryContaining("glob:**/v1_namespace_n.yaml")
                .isDirectoryContaining("glob:**/a_v1_configmap_local.yaml")
                .isDirectoryContaining("glob:**/b_apps_v1_deployment_d.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"git@example.com:o/r", "github.com/o/r//x", "https://example.com/o/r"})
    void a_remote_base_is_told_apart_from_a_directory(String url) {
        assertThat(run(url)).isEqualTo(1);
        assertThat(errors()).contains("remote bases are switched off");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bases: [] | bases | kustomization.yaml is empty",
                "{kind: Component, imageTags: []} | imageTags | kustomization.yaml is empty",
                "{kind: Any, vars: [], bases: []} | bases vars |"
                        + " Failed to read kustomization file under OUTdir: kind should be"
                        + " Kustomization or Component",
                "{apiVersion: any, vars: []} | vars |"
                        + " Failed to read kustomization file under OUTdir: apiVersion for"
                        + " Kustomization should be kustomize.config.k8s.io/v1beta1",
                "vars: | '' | kustomization.yaml is empty",
                "{vars: [], foo: 1} | '' | invalid Kustomization: json: unknown field \"foo\""
            })
    void deprecated_fields_are_told_before_what_is_wrong_with_the_file(
            String text, String deprecated, String error) throws IOException {
        file("dir/kustomization.yaml", text + "\n");
        assertThat(run("DIR")).isEqualTo(1);
        assertThat(warned()).isEqualTo(deprecated);
        assertThat(errors().replace('\n', ' ')).endsWith("Error: " + error + " ");
    }

    @Test
    void deprecated_fields_are_told_in_the_order_of_their_names() throws IOException {
        file(
                "dir/kustomization.yaml",
                """
                vars: []
                patchesStrategicMerge: []
                patchesJson6902: []
                imageTags: []
                commonLabels: {}
                bases: []
                """);
        assertThat(run("DIR")).isZero();
        assertThat(warned())
                .isEqualTo(
                        "bases commonLabels imageTags patchesJson6902 patchesStrategicMerge vars");
    }

    /// The deprecated fields that are told, in their order.
    private String warned() {
        return errors().lines()
                .filter(line -> line.startsWith("# Warning: '"))
                .map(line -> line.split("'", 3)[1])
                .collect(Collectors.joining(" "));
    }
}
