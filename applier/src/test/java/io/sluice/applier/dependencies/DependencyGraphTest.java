package io.sluice.applier.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.events.ResourceKey;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DependencyGraphTest {

    private final DependencyGraph graph = new DependencyGraph();

    @Test
    void knows_who_waits_for_whom() {
        graph.put(unit("app"), List.of(unit("infra")));
        graph.put(unit("other"), List.of(unit("infra")));

        assertThat(graph.dependentsOf(unit("infra"))).containsExactly(unit("app"), unit("other"));
        graph.put(unit("other"), List.of());
        graph.remove(unit("app"));
        assertThat(graph.dependentsOf(unit("infra"))).isEmpty();
    }

    @Test
    void finds_a_cycle_from_each_of_its_units_and_from_no_other() {
        graph.put(unit("a"), List.of(unit("b")));
        graph.put(unit("b"), List.of(unit("end"), unit("c")));
        graph.put(unit("c"), List.of(unit("a")));
        graph.put(unit("outside"), List.of(unit("a")));

        assertThat(graph.cycleOf(unit("a")))
                .contains(List.of(unit("a"), unit("b"), unit("c"), unit("a")));
        assertThat(graph.cycleOf(unit("c")))
                .contains(List.of(unit("c"), unit("a"), unit("b"), unit("c")));
        assertThat(graph.cycleOf(unit("outside"))).isEmpty();
        assertThat(graph.cycleOf(unit("end"))).isEmpty();
    }

    @Test
    void a_unit_that_depends_on_itself_is_a_cycle() {
        graph.put(unit("a"), List.of(unit("a")));

        assertThat(graph.cycleOf(unit("a"))).contains(List.of(unit("a"), unit("a")));
    }

    private static ResourceKey unit(String name) {
        return new ResourceKey("Kustomization", "flux", name);
    }
}
