package io.sluice.events.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.events.Applied;
import io.sluice.events.ApplyBlocked;
import io.sluice.events.ApplyFailed;
import io.sluice.events.ApplyOutcome;
import io.sluice.events.Cause;
import io.sluice.events.Context;
import io.sluice.events.HealthReported;
import io.sluice.events.HealthReported.State;
import io.sluice.events.RenderAnswer;
import io.sluice.events.RenderDeferred;
import io.sluice.events.RenderFailed;
import io.sluice.events.RenderWaiting;
import io.sluice.events.Rendered;
import io.sluice.events.RequestNumber;
import io.sluice.events.protocol.Slots.Filled;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReadinessTest {

    private static final UnitIdentity UNIT = new UnitIdentity("uid", 2);

    @Test
    void without_slots_nothing_is_known() {
        assertThat(of(Slots.EMPTY)).isInstanceOf(Readiness.Unknown.class);
    }

    @Test
    void slots_of_another_uid_count_as_absent() {
        Slots slots =
                new Slots(
                        render(1, rendered("d")), apply(1, applied("d")), health(1, State.HEALTHY));
        assertThat(Readiness.of(new UnitIdentity("other", 2), slots))
                .isInstanceOf(Readiness.Unknown.class);
    }

    @Test
    void applied_is_ready_only_with_a_health_of_the_same_digest_and_generation() {
        for (State state : State.values()) {
            Slots slots =
                    new Slots(render(1, rendered("d")), apply(1, applied("d")), health(1, state));
            switch (state) {
                case HEALTHY, NOT_AWAITED ->
                        assertThat(of(slots)).isEqualTo(new Readiness.Ready("r1", "d"));
                case FAILED -> assertThat(reason(slots)).isEqualTo("HealthCheckFailed");
                case WAITING, UNKNOWN ->
                        assertThat(of(slots)).isInstanceOf(Readiness.Unknown.class);
            }
        }
        assertThat(of(new Slots(null, apply(1, applied("d")), null)))
                .isInstanceOf(Readiness.Unknown.class);
        assertThat(of(new Slots(null, apply(1, applied("other")), health(1, State.HEALTHY))))
                .isInstanceOf(Readiness.Unknown.class);
        assertThat(
                        Readiness.of(
                                new UnitIdentity("uid", 3),
                                new Slots(null, apply(1, applied("d")), health(1, State.HEALTHY))))
                .isInstanceOf(Readiness.Unknown.class);
    }

    @Test
    void a_newer_render_failure_wins_and_an_older_one_does_not_count() {
        RenderAnswer failed = new RenderFailed("BuildFailed", "bad", "a.yaml", 3, false);
        Slots newer =
                new Slots(render(2, failed), apply(1, applied("d")), health(1, State.HEALTHY));
        assertThat(of(newer))
                .isEqualTo(new Readiness.NotReady("BuildFailed", "a.yaml:3: bad", false));
        Slots older =
                new Slots(render(1, failed), apply(1, applied("d")), health(1, State.HEALTHY));
        assertThat(of(older)).isInstanceOf(Readiness.Ready.class);
    }

    @Test
    void a_unit_that_waits_for_its_source_is_not_ready() {
        Slots slots =
                new Slots(render(1, new RenderWaiting("ArtifactFailed", "no", true)), null, null);
        assertThat(of(slots)).isEqualTo(new Readiness.NotReady("ArtifactFailed", "no", true));
    }

    @Test
    void a_newer_render_of_another_digest_is_progress_and_of_the_same_is_not() {
        Slots other =
                new Slots(
                        render(2, rendered("e")), apply(1, applied("d")), health(1, State.HEALTHY));
        assertThat(of(other)).isInstanceOf(Readiness.Unknown.class);
        Slots same =
                new Slots(
                        render(2, rendered("d")), apply(1, applied("d")), health(1, State.HEALTHY));
        assertThat(of(same)).isInstanceOf(Readiness.Ready.class);
    }

    @Test
    void a_deferral_leaves_the_previous_answer_in_force() {
        RenderAnswer deferred =
                new RenderDeferred(
                        "ArtifactGone",
                        "gone",
                        new RenderFailed("BuildFailed", "bad", null, null, false),
                        context(2));
        Slots slots =
                new Slots(render(3, deferred), apply(1, applied("d")), health(1, State.HEALTHY));
        assertThat(reason(slots)).isEqualTo("BuildFailed");
        Slots none =
                new Slots(
                        render(3, new RenderDeferred("ArtifactGone", "gone", null, null)),
                        apply(1, applied("d")),
                        health(1, State.HEALTHY));
        assertThat(of(none)).isInstanceOf(Readiness.Ready.class);
    }

    @Test
    void failed_and_blocked_are_not_ready_with_flux_s_reasons() {
        ApplyOutcome failed =
                new ApplyFailed("d", "ReconciliationFailed", "no", List.of(), List.of());
        assertThat(reason(new Slots(null, apply(1, failed), null)))
                .isEqualTo("ReconciliationFailed");
        ApplyOutcome blocked =
                new ApplyBlocked(
                        "d", ApplyBlocked.Reason.DEPENDENCY_NOT_READY, "dependency", List.of());
        assertThat(reason(new Slots(null, apply(1, blocked), null)))
                .isEqualTo("DependencyNotReady");
    }

    @Test
    void an_expression_that_cannot_be_read_is_stalled() {
        var slots = new Slots(null, apply(1, ApplyFailed.invalidExpression("d", "no")), null);
        assertThat(of(slots)).isEqualTo(new Readiness.NotReady("InvalidCELExpression", "no", true));
    }

    private static Readiness of(Slots slots) {
        return Readiness.of(UNIT, slots);
    }

    private static String reason(Slots slots) {
        return of(slots) instanceof Readiness.NotReady notReady ? notReady.reason() : "";
    }

    private static RenderAnswer rendered(String digest) {
        return new Rendered(digest, "i", 1, false, List.of(), List.of(), 1);
    }

    private static ApplyOutcome applied(String digest) {
        return new Applied(digest, List.of(), 1);
    }

    private static Filled<RenderAnswer> render(long sequence, RenderAnswer answer) {
        return new Filled<>(context(sequence), answer);
    }

    private static Filled<ApplyOutcome> apply(long sequence, ApplyOutcome outcome) {
        return new Filled<>(context(sequence), outcome);
    }

    private static Filled<HealthReported> health(long sequence, State state) {
        return new Filled<>(
                context(sequence), new HealthReported("d", state, null, null, List.of(), null));
    }

    private static Context context(long sequence) {
        return new Context(
                "uid",
                2,
                new RequestNumber(1, sequence),
                Cause.NEW_REVISION,
                null,
                null,
                null,
                "r" + sequence,
                null,
                null);
    }
}
