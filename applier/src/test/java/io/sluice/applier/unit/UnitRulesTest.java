package io.sluice.applier.unit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.events.Applied;
import io.sluice.events.ApplyBlocked;
import io.sluice.events.ApplyFailed;
import io.sluice.events.ApplyOutcome;
import io.sluice.events.ApplySkipped;
import io.sluice.events.ApplySpec;
import io.sluice.events.Cause;
import io.sluice.events.Context;
import io.sluice.events.ManifestsRendered;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import io.sluice.events.protocol.DesiredState;
import io.sluice.events.protocol.Slots.Filled;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class UnitRulesTest {

    private static final ResourceKey UNIT = new ResourceKey("Kustomization", "flux", "app");
    private static final DependencyVerdict FULFILLED = new DependencyVerdict.Fulfilled();

    @Test
    void a_unit_without_a_resource_is_dropped() {
        var situation =
                new Situation(Optional.empty(), desired(5), false, null, true, false, FULFILLED);

        assertThat(UnitRules.decide(situation)).isInstanceOf(Decision.Drop.class);
    }

    @Test
    void deletion_comes_first_even_without_a_log() {
        var live = live(1, true, false, List.of("finalizers.fluxcd.io"));

        assertThat(decide(live, new DesiredState.None(), null, false))
                .isEqualTo(new Decision.Retire(live));
    }

    @Test
    void deletion_without_our_finalizer_is_not_our_business() {
        assertThat(decide(live(1, true, false, List.of()), desired(5), null, true))
                .isInstanceOf(Decision.Rest.class);
    }

    @Test
    void nothing_is_done_before_the_log_is_read() {
        assertThat(decide(live(1), desired(5), null, false)).isInstanceOf(Decision.Rest.class);
    }

    @Test
    void nothing_desired_means_nothing_done() {
        assertThat(decide(live(1), new DesiredState.None(), null, true))
                .isInstanceOf(Decision.Rest.class);
    }

    @Test
    void an_open_request_is_carried_out_whatever_became_of_earlier_ones() {
        var desired = desired(5);

        assertThat(decide(live(1), desired, null, true))
                .isEqualTo(new Decision.Converge(live(1), desired, true));
        assertThat(decide(live(1), desired, answered(4, applied()), true))
                .isEqualTo(new Decision.Converge(live(1), desired, true));
        assertThat(decide(live(1), desired, answered(4, failed("BuildFailed")), true))
                .isEqualTo(new Decision.Converge(live(1), desired, true));
    }

    @Test
    void an_answered_request_is_only_verified_once() {
        var desired = desired(5);

        assertThat(decide(live(1), desired, answered(5, applied()), true))
                .isEqualTo(new Decision.Converge(live(1), desired, false));
        assertThat(
                        UnitRules.decide(
                                new Situation(
                                        Optional.of(live(1)),
                                        desired,
                                        false,
                                        answered(5, applied()),
                                        true,
                                        true,
                                        FULFILLED)))
                .isInstanceOf(Decision.Rest.class);
    }

    @Test
    void a_failure_waits_for_the_next_request() {
        assertThat(decide(live(1), desired(5), answered(5, failed("PruneFailed")), true))
                .isInstanceOf(Decision.Rest.class);
    }

    @Test
    void an_older_generation_waits_for_the_newer_request() {
        assertThat(decide(live(2), desired(5), null, true)).isInstanceOf(Decision.Rest.class);
    }

    @Test
    void a_newer_generation_waits_for_the_watch() {
        var suspended = live(0, false, true, List.of());

        assertThat(decide(suspended, desired(5), null, true)).isInstanceOf(Decision.Rest.class);
    }

    @Test
    void a_suspended_unit_is_skipped_once() {
        var suspended = live(1, false, true, List.of());

        var decision = decide(suspended, desired(5), null, true);

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Answer.class,
                        answer ->
                                assertThat(answer.outcome())
                                        .isInstanceOfSatisfying(
                                                ApplySkipped.class,
                                                skipped ->
                                                        assertThat(skipped.reason())
                                                                .isEqualTo(
                                                                        ApplySkipped.Reason
                                                                                .SUSPENDED)));
        var said = answered(5, ((Decision.Answer) decision).outcome());
        assertThat(decide(suspended, desired(5), said, true)).isInstanceOf(Decision.Rest.class);
    }

    @Test
    void manifests_of_another_resource_are_skipped_until_the_watch_sees_that_one() {
        var other = desired("other", 5);

        var decision = decide(live(1), other, null, true);

        assertThat(decision).isInstanceOf(Decision.Answer.class);
        var said = answered(5, ((Decision.Answer) decision).outcome());
        assertThat(decide(live(1), other, said, true)).isInstanceOf(Decision.Rest.class);
        assertThat(decide(live(1), desired(5), said, true)).isInstanceOf(Decision.Converge.class);
    }

    @Test
    void missing_manifests_are_asked_for_once() {
        var missing = new DesiredState.BodyMissing(context("uid", 5), "d");

        var decision = decide(live(1), missing, answered(4, applied()), true);

        assertThat(decision)
                .isEqualTo(new Decision.Answer(context("uid", 5), ApplyFailed.bodyMissing("d")));
        assertThat(decide(live(1), missing, answered(5, ApplyFailed.bodyMissing("d")), true))
                .isInstanceOf(Decision.Rest.class);
    }

    @Test
    void a_desired_state_older_than_our_answer_is_asked_for_again() {
        assertThat(decide(live(1), desired(5), answered(7, applied()), true))
                .isInstanceOfSatisfying(
                        Decision.Answer.class,
                        answer -> {
                            assertThat(answer.context().request())
                                    .isEqualTo(new RequestNumber(1, 7));
                            assertThat(answer.outcome()).isInstanceOf(ApplyFailed.class);
                        });
    }

    @Test
    void manifests_that_were_overwritten_by_older_ones_are_asked_for_again() {
        var situation =
                new Situation(
                        Optional.of(live(1)),
                        desired(5),
                        true,
                        answered(5, applied()),
                        true,
                        true,
                        FULFILLED);

        assertThat(UnitRules.decide(situation))
                .isEqualTo(new Decision.Answer(context("uid", 5), ApplyFailed.bodyMissing("d")));
    }

    @Test
    void what_waits_says_so_once_and_goes_on_when_it_may() {
        var desired = desired(5);
        var waits = new DependencyVerdict.Unfulfilled(false, "infra is not ready", List.of());

        var decision =
                UnitRules.decide(
                        new Situation(
                                Optional.of(live(1)), desired, false, null, true, false, waits));

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Answer.class,
                        answer -> assertThat(answer.outcome()).isInstanceOf(ApplyBlocked.class));
        var said = answered(5, ((Decision.Answer) decision).outcome());
        assertThat(
                        UnitRules.decide(
                                new Situation(
                                        Optional.of(live(1)),
                                        desired,
                                        false,
                                        said,
                                        true,
                                        false,
                                        waits)))
                .isInstanceOf(Decision.Rest.class);
        assertThat(decide(live(1), desired, said, true))
                .isEqualTo(new Decision.Converge(live(1), desired, true));
    }

    private static Decision decide(
            Declaration live,
            DesiredState desired,
            @Nullable Filled<ApplyOutcome> answered,
            boolean knowing) {
        return UnitRules.decide(
                new Situation(
                        Optional.of(live), desired, false, answered, knowing, false, FULFILLED));
    }

    @Test
    void an_expression_that_cannot_be_read_is_answered_once_and_never_tried_again() {
        var invalid = new DependencyVerdict.Invalid("spec.dependsOn[0].readyExpr, line 1");

        var decision =
                UnitRules.decide(
                        new Situation(
                                Optional.of(live(1)),
                                desired(5),
                                false,
                                null,
                                true,
                                false,
                                invalid));

        var outcome = ((Decision.Answer) decision).outcome();
        assertThat(outcome)
                .isEqualTo(
                        ApplyFailed.invalidExpression("d", "spec.dependsOn[0].readyExpr, line 1"));
        assertThat(
                        UnitRules.decide(
                                new Situation(
                                        Optional.of(live(1)),
                                        desired(5),
                                        false,
                                        answered(5, outcome),
                                        true,
                                        false,
                                        invalid)))
                .isInstanceOf(Decision.Rest.class);
    }

    private static Filled<ApplyOutcome> answered(long request, ApplyOutcome outcome) {
        return new Filled<>(context("uid", request), outcome);
    }

    private static Applied applied() {
        return new Applied("d", List.of(), 1);
    }

    private static ApplyFailed failed(String reason) {
        return new ApplyFailed("d", reason, "it failed", List.of(), List.of());
    }

    private static DesiredState.Complete desired(long request) {
        return desired("uid", request);
    }

    private static DesiredState.Complete desired(String uid, long request) {
        var spec =
                new ApplySpec(
                        "10m", null, null, true, false, false, null, List.of(), List.of(),
                        List.of(), List.of());
        return new DesiredState.Complete(
                context(uid, request),
                spec,
                new ManifestsRendered("d", "i", null, List.of(), spec));
    }

    private static Context context(String uid, long request) {
        return Context.of(uid, 1, new RequestNumber(1, request), Cause.NEW_REVISION);
    }

    private static Declaration live(long generation) {
        return live(generation, false, false, List.of("finalizers.fluxcd.io"));
    }

    private static Declaration live(
            long generation, boolean deleting, boolean suspended, List<String> finalizers) {
        return new Declaration(
                UNIT,
                "uid",
                generation,
                "1",
                new Declaration.Lifecycle(deleting, suspended, finalizers),
                new Declaration.LiveSpec(
                        true, true, false, Duration.ofMinutes(1), new Identity.Own(), null),
                new ResourceKey("GitRepository", "flux", "source"),
                List.of(),
                List.of(),
                new Declaration.ReportedStatus(1, true, "main@sha1:1"));
    }
}
