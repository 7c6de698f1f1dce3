package io.sluice.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ObjectIdTest {

    @Test
    void inventory_ids_are_flux_s_and_read_back() {
        ObjectId role = new ObjectId("rbac.authorization.k8s.io/v1", "ClusterRole", "", "a:b");
        assertThat(role.inventoryId()).isEqualTo("_a__b_rbac.authorization.k8s.io_ClusterRole");
        assertThat(ObjectId.fromInventory(role.inventoryId(), "v1")).isEqualTo(role);
        ObjectId config = new ObjectId("v1", "ConfigMap", "apps", "settings");
        assertThat(config.inventoryId()).isEqualTo("apps_settings__ConfigMap");
        assertThat(ObjectId.fromInventory(config.inventoryId(), "v1")).isEqualTo(config);
    }

    @Test
    void an_id_of_another_form_is_refused() {
        assertThatThrownBy(() -> ObjectId.fromInventory("nothing", "v1"))
                .hasMessageContaining("nothing");
    }

    @Test
    void two_versions_of_an_object_are_the_same_object() {
        ObjectId old = new ObjectId("apps/v1beta1", "Deployment", "a", "b");
        assertThat(old.isSameObject(new ObjectId("apps/v1", "Deployment", "a", "b"))).isTrue();
        assertThat(old.isSameObject(new ObjectId("v1", "Deployment", "a", "b"))).isFalse();
    }
}
