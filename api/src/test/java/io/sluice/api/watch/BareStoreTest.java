package io.sluice.api.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class BareStoreTest {

    private final List<GenericKubernetesResource> put = new ArrayList<>();
    private final List<GenericKubernetesResource> removed = new ArrayList<>();
    private final BareStore store = new BareStore(put::add, removed::add);

    @Test
    void what_tells_versions_apart_is_kept_and_nothing_of_what_they_say() {
        put(resource("apps", "a", "7"));

        var kept = store.get("apps/a");

        assertThat(kept).isEqualTo(bare("apps", "a", "7"));
        assertThat(store.values()).containsExactly(bare("apps", "a", "7"));
        assertThat(store.isFullState()).isFalse();
    }

    @Test
    void everything_is_handed_on_before_it_is_forgotten() {
        var whole = resource("apps", "a", "7");

        put(whole);

        assertThat(put).containsExactly(whole);
        assertThat(put.getFirst().<Object>get("data", "key")).isEqualTo("value");
    }

    @Test
    void a_new_version_takes_the_place_of_the_one_before_and_tells_which_that_was() {
        assertThat(put(resource("apps", "a", "7"))).isNull();
        assertThat(put(resource("apps", "a", "8"))).isEqualTo(bare("apps", "a", "7"));

        assertThat(store.size()).isOne();
        assertThat(store.get("apps/a")).isEqualTo(bare("apps", "a", "8"));
    }

    @Test
    void what_is_gone_is_told_by_name_and_last_version() {
        put(resource("apps", "a", "7"));

        assertThat(store.remove("apps/a")).isEqualTo(bare("apps", "a", "7"));

        assertThat(removed).containsExactly(bare("apps", "a", "7"));
        assertThat(store.size()).isZero();
        assertThat(store.get("apps/a")).isNull();
    }

    @Test
    void what_never_was_there_is_told_to_nobody() {
        assertThat(store.remove("apps/a")).isNull();

        assertThat(removed).isEmpty();
    }

    @Test
    void namesakes_of_other_namespaces_and_of_none_are_others() {
        put(resource("apps", "a", "1"));
        put(resource("other", "a", "2"));
        put(resource(null, "a", "3"));

        assertThat(store.keySet()).containsExactlyInAnyOrder("apps/a", "other/a", "a");
    }

    @Test
    void nobody_has_to_listen() {
        var silent = new BareStore();
        var whole = resource("apps", "a", "7");

        silent.put(silent.getKey(whole), whole);

        assertThat(silent.remove("apps/a")).isEqualTo(bare("apps", "a", "7"));
    }

    private @Nullable GenericKubernetesResource put(GenericKubernetesResource resource) {
        return store.put(store.getKey(resource), resource);
    }

    private static GenericKubernetesResource resource(
            @Nullable String namespace, String name, String version) {
        var whole = bare(namespace, name, version);
        whole.getMetadata().setLabels(Map.of("team", "web"));
        whole.setAdditionalProperty("data", Map.of("key", "value"));
        return whole;
    }

    private static GenericKubernetesResource bare(
            @Nullable String namespace, String name, String version) {
        var bare = new GenericKubernetesResource();
        bare.setApiVersion("v1");
        bare.setKind("ConfigMap");
        bare.setMetadata(
                new ObjectMetaBuilder()
                        .withNamespace(namespace)
                        .withName(name)
                        .withUid("uid of " + name)
                        .withResourceVersion(version)
                        .build());
        return bare;
    }
}
