package io.sluice.api.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.api.kustomize.ObjectSwitches.ApplyMode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectSwitchesTest {
    private static final ObjectSwitches DEFAULTS =
            new ObjectSwitches(true, true, ApplyMode.OVERRIDE, false, true, true);

    @Test
    void an_object_without_switches_is_handled_fully() {
        assertThat(ObjectSwitches.of(Map.of(), Map.of())).isEqualTo(DEFAULTS);
    }

    @ParameterizedTest
    @CsvSource({
        "prune, disabled, 'false,true,OVERRIDE,false,true,true'",
        "prune, Disabled, 'false,true,OVERRIDE,false,true,true'",
        "prune, no, 'true,true,OVERRIDE,false,true,true'",
        "reconcile, disabled, 'true,false,OVERRIDE,false,true,true'",
        "ssa, merge, 'true,true,MERGE,false,true,true'",
        "ssa, IfNotPresent, 'true,true,IF_NOT_PRESENT,false,true,true'",
        "ssa, Ignore, 'true,true,IGNORE,false,true,true'",
        "ssa, Other, 'true,true,OVERRIDE,false,true,true'",
        "force, Enabled, 'true,true,OVERRIDE,true,true,true'",
        "substitute, disabled, 'true,true,OVERRIDE,false,false,true'",
        "substitute, Disabled, 'true,true,OVERRIDE,false,true,true'"
    })
    void a_switch_works_as_annotation_and_as_label(String name, String value, String result) {
        var switches = Map.of("kustomize.toolkit.fluxcd.io/" + name, value);

        assertThat(text(ObjectSwitches.of(Map.of(), switches))).isEqualTo(result);
        assertThat(text(ObjectSwitches.of(switches, Map.of()))).isEqualTo(result);
    }

    @Test
    void an_annotation_that_says_otherwise_does_not_take_a_label_back() {
        var label = Map.of(ObjectSwitches.PRUNE, "disabled");
        var annotation = Map.of(ObjectSwitches.PRUNE, "enabled");

        assertThat(ObjectSwitches.of(label, annotation).prune()).isFalse();
    }

    @Test
    void decryption_is_switched_by_annotation_only() {
        var disabled = Map.of(ObjectSwitches.DECRYPT, "disabled");

        assertThat(ObjectSwitches.of(Map.of(), disabled).decrypt()).isFalse();
        assertThat(ObjectSwitches.of(disabled, Map.of()).decrypt()).isTrue();
    }

    private static String text(ObjectSwitches it) {
        return "%s,%s,%s,%s,%s,%s"
                .formatted(
                        it.prune(),
                        it.reconcile(),
                        it.mode(),
                        it.force(),
                        it.substitute(),
                        it.decrypt());
    }
}
