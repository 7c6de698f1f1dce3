package io.sluice.sandbox.kstatus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

final class KstatusRulesTest {

    private final ObjectNode status = JsonNodeFactory.instance.objectNode();

    private KstatusRulesTest condition(String type, String value, String reason, long generation) {
        status.withArrayProperty("conditions")
                .addObject()
                .put("type", type)
                .put("status", value)
                .put("reason", reason)
                .put("observedGeneration", generation)
                .put("lastTransitionTime", "2026-11-01T10:00:00Z");
        return this;
    }

    private void breaks(String... rules) {
        assertThat(KstatusRules.broken(2, status)).containsExactly(rules);
    }

    @Test
    void what_nobody_handled_breaks_nothing() {
        status.put("observedGeneration", -1);
        breaks();
    }

    @Test
    void ready_is_good() {
        status.put("observedGeneration", 2);
        condition("Ready", "True", "ReconciliationSucceeded", 2).breaks();
    }

    @Test
    void ready_of_a_generation_before_the_change_is_good() {
        status.put("observedGeneration", 1);
        condition("Ready", "True", "ReconciliationSucceeded", 1).breaks();
    }

    @Test
    void a_handled_resource_without_ready_is_not() {
        status.put("observedGeneration", 2);
        breaks("Ready is missing");
    }

    @Test
    void ready_that_claims_more_than_was_observed_is_not() {
        status.put("observedGeneration", 1);
        condition("Ready", "True", "ReconciliationSucceeded", 2)
                .breaks("Ready, but the status is of an older generation");
    }

    @Test
    void ready_beside_trouble_is_not() {
        status.put("observedGeneration", 2);
        condition("Ready", "True", "Succeeded", 2)
                .condition("FetchFailed", "True", "GitOperationFailed", 2)
                .breaks("Ready though FetchFailed");
    }

    @Test
    void stalled_and_reconciling_exclude_each_other() {
        condition("Ready", "False", "BuildFailed", 2)
                .condition("Reconciling", "True", "ProgressingWithRetry", 2)
                .condition("Stalled", "True", "BuildFailed", 2)
                .breaks("Reconciling and Stalled at the same time");
    }

    @Test
    void unknown_without_reconciling_is_not() {
        condition("Ready", "Unknown", "Progressing", 2)
                .breaks("Ready is Unknown but not Reconciling");
    }

    @Test
    void a_false_abnormal_condition_must_be_absent() {
        condition("Ready", "False", "BuildFailed", 2)
                .condition("Stalled", "False", "BuildFailed", 2)
                .breaks("Stalled is False instead of absent");
    }

    @Test
    void ready_while_under_way_is_not() {
        condition("Ready", "True", "Succeeded", 2)
                .condition("Reconciling", "True", "Progressing", 2)
                .breaks("Ready is True though under way");
    }
}
