package io.sluice.renderer.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sluice.events.InputSet;
import io.sluice.events.RenderFailed;
import io.sluice.events.ResourceKey;
import io.sluice.events.wire.EventJson;
import io.sluice.kustomize.Kustomize;
import io.sluice.kustomize.Limits;
import io.sluice.renderer.desiredstate.PlainObject;
import io.sluice.renderer.inputs.InputSets;
import io.sluice.renderer.samples.HashingTree;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What the renderer relies on in the engine itself.
final class RealEngineTest {

    private static final String SPEC =
            """
            {"interval": "10m", "prune": true, "path": "./apps/prod",
             "sourceRef": {"kind": "GitRepository", "name": "fleet"},
             "targetNamespace": "prod", "namePrefix": "x-",
             "commonMetadata": {"annotations": {"owner": "web"}},
             "images": [{"name": "nginx", "newTag": "2"}],
             "patches": [{"patch": "- {op: replace, path: /spec/replicas, value: 5}",
                          "target": {"kind": "Deployment"}}],
             "components": ["../component"]}""";
    private static final Map<String, String> FILES =
            Map.of(
                    "apps/prod/kustomization.yaml",
                    """
                    resources: [../base]
                    configMapGenerator:
                    - name: settings
                      files: [app.properties]
                    """,
                    "apps/prod/app.properties",
                    "a=1\n",
                    "apps/prod/README.md",
                    "not looked at",
                    "apps/base/kustomization.yaml",
                    "resources: [deployment.yaml]\n",
                    "apps/base/deployment.yaml",
                    """
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata:
                      name: web
                    spec:
                      replicas: 1
                      template:
                        spec:
                          containers:
                          - name: web
                            image: nginx:1
                            envFrom: [{configMapRef: {name: settings}}]
                    """,
                    "apps/component/kustomization.yaml",
                    """
                    apiVersion: kustomize.config.k8s.io/v1alpha1
                    kind: Component
                    labels: [{pairs: {tier: front}}]
                    """,
                    "plain/one.yaml",
                    """
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: one}
                    ---
                    apiVersion: v1
                    kind: Secret
                    metadata: {name: two}
                    """,
                    "plain/deep/three.yml",
                    """
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: three}
                    """,
                    "broken/a.yaml",
                    "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: [\n");

    @Test
    void a_spec_says_what_is_added_to_the_build() {
        List<PlainObject> objects = built(SPEC, FILES).objects();
        assertThat(objects)
                .extracting(object -> object.id().toString().replaceAll("-[a-z0-9]{10}$", "-HASH"))
                .containsExactlyInAnyOrder(
                        "Deployment/prod/x-web", "ConfigMap/prod/x-settings-HASH");
        assertThat(objects)
                .allSatisfy(
                        object -> {
                            var metadata = object.body().path("metadata");
                            assertThat(metadata.path("annotations").path("owner").asText())
                                    .isEqualTo("web");
                            assertThat(metadata.path("labels").path("tier").asText())
                                    .isEqualTo("front");
                        });
        var deployment =
                objects.stream()
                        .filter(object -> object.id().kind().equals("Deployment"))
                        .findFirst()
                        .orElseThrow();
        assertThat(deployment.file()).isEqualTo("apps/base/deployment.yaml");
        assertThat(deployment.body().path("spec").path("replicas").asInt()).isEqualTo(5);
        assertThat(deployment.body().toString()).contains("\"nginx:2\"");
    }

    @Test
    void a_plain_directory_is_built_as_flux_does() {
        List<PlainObject> objects =
                built(
                                """
                                {"interval": "10m", "prune": true, "path": "plain"}""",
                                FILES)
                        .objects();
        assertThat(objects)
                .extracting(PlainObject::place)
                .containsExactlyInAnyOrder(
                        "plain/one.yaml:1", "plain/one.yaml:5", "plain/deep/three.yml:1");
        assertThat(objects)
                .filteredOn(PlainObject::secret)
                .extracting(object -> object.id().toString())
                .containsExactly("Secret/two");
    }

    @Test
    void an_error_names_file_and_line() {
        UnitBuild.Result result =
                build(
                        """
                        {"interval": "10m", "prune": true, "path": "broken"}""",
                        FILES);
        assertThat(result).isInstanceOf(UnitBuild.Result.Failed.class);
        RenderFailed failure = ((UnitBuild.Result.Failed) result).failure();
        assertThat(failure.reason()).isEqualTo("BuildFailed");
        assertThat(failure.file()).isEqualTo("broken/a.yaml");
        assertThat(failure.line()).isNotNull();
    }

    @Test
    void the_inputs_decide_exactly_which_change_needs_a_build() {
        for (String spec :
                List.of(SPEC, "{\"interval\": \"10m\", \"prune\": true, \"path\": \"plain\"}")) {
            InputSet known = inputs(spec, FILES);
            String before = bodies(spec, FILES);
            for (String path : FILES.keySet()) {
                var changed = new TreeMap<>(FILES);
                changed.put(path, FILES.get(path) + "\n# a comment\n");
                boolean isSame =
                        InputSets.lookAgain(known, "e", "s", HashingTree.of(changed), List.of())
                                .equals(known);
                if (isSame) {
                    assertThat(bodies(spec, changed)).as(path).isEqualTo(before);
                } else {
                    assertThat(known.files())
                            .as("no needless build for %s", path)
                            .containsKey("/" + path);
                }
            }
        }
    }

    @Test
    void a_file_that_appears_is_noticed_where_it_would_count() {
        String plain = "{\"interval\": \"10m\", \"prune\": true, \"path\": \"plain\"}";
        String object = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: new}\n";
        assertThat(isSameWith(plain, "plain/new.yaml", object)).isFalse();
        assertThat(isSameWith(plain, "plain/deep/new.yaml", object)).isFalse();
        assertThat(isSameWith(plain, "plain/deep/kustomization.yaml", "")).isFalse();
        assertThat(isSameWith(plain, "apps/new.yaml", object)).isTrue();
        assertThat(isSameWith(SPEC, "apps/base/new.yaml", object)).isTrue();
        assertThat(isSameWith(SPEC, "apps/base/kustomization.yml", "")).isFalse();
    }

    private static boolean isSameWith(String spec, String path, String text) {
        InputSet known = inputs(spec, FILES);
        var more = new TreeMap<>(FILES);
        more.put(path, text);
        return InputSets.lookAgain(known, "e", "s", HashingTree.of(more), List.of()).equals(known);
    }

    private static InputSet inputs(String spec, Map<String, String> files) {
        return InputSets.of(
                "e", "s", built(spec, files).inputs(), HashingTree.of(files), List.of());
    }

    private static String bodies(String spec, Map<String, String> files) {
        StringBuilder bodies = new StringBuilder();
        built(spec, files).objects().forEach(object -> bodies.append(object.body()).append('\n'));
        return bodies.toString();
    }

    private static UnitBuild.Result.Built built(String spec, Map<String, String> files) {
        UnitBuild.Result result = build(spec, files);
        assertThat(result).as(String.valueOf(result)).isInstanceOf(UnitBuild.Result.Built.class);
        return (UnitBuild.Result.Built) result;
    }

    private static UnitBuild.Result build(String spec, Map<String, String> files) {
        ResourceKey unit = new ResourceKey("Kustomization", "apps", "web");
        try {
            UnitSpec.Reading reading = UnitSpec.read(unit, EventJson.mapper().readTree(spec));
            assertThat(reading).isInstanceOf(UnitSpec.Reading.Read.class);
            return new UnitBuild(new Kustomize()::build, Limits.DEFAULT)
                    .build(((UnitSpec.Reading.Read) reading).spec(), HashingTree.of(files), null);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
