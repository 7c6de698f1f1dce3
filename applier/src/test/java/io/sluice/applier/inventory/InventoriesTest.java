package io.sluice.applier.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.events.ObjectId;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InventoriesTest {

    private static final ObjectId A = new ObjectId("v1", "ConfigMap", "n", "a");
    private static final ObjectId B = new ObjectId("v1", "ConfigMap", "n", "b");
    private static final ObjectId OLD = new ObjectId("apps/v1beta1", "Deployment", "n", "d");
    private static final ObjectId NEW = new ObjectId("apps/v1", "Deployment", "n", "d");

    @Test
    void grows_by_what_is_desired_and_loses_nothing() {
        assertThat(Inventories.union(List.of(A), List.of(B, A))).containsExactly(A, B);
    }

    @Test
    void takes_the_desired_version_of_an_object() {
        assertThat(Inventories.union(List.of(OLD), List.of(NEW))).containsExactly(NEW);
        assertThat(Inventories.same(List.of(OLD), List.of(NEW))).isFalse();
    }

    @Test
    void stale_is_what_is_stored_but_not_desired_in_any_version() {
        assertThat(Inventories.stale(List.of(A, OLD, B), List.of(NEW, B))).containsExactly(A);
    }

    @Test
    void keeps_what_could_not_be_deleted() {
        assertThat(Inventories.settled(List.of(A), List.of(B))).containsExactly(A, B);
    }

    @Test
    void the_order_makes_no_difference() {
        assertThat(Inventories.same(List.of(A, B), List.of(B, A))).isTrue();
    }
}
