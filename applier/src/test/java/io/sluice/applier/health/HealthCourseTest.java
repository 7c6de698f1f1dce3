package io.sluice.applier.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.applier.health.HealthCourse.Next;
import io.sluice.applier.health.HealthCourse.Phase;
import io.sluice.events.HealthReported.State;
import io.sluice.events.ObjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HealthCourseTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Map<ObjectId, ObjectHealth> GOOD = of(ObjectHealth.CURRENT);
    private static final Map<ObjectId, ObjectHealth> SLOW = of(ObjectHealth.inProgress("slow"));
    private static final Map<ObjectId, ObjectHealth> BAD = of(ObjectHealth.failed("bad"));

    @Test
    void an_apply_always_has_news() {
        assertThat(state(HealthCourse.begin(GOOD, START, TIMEOUT))).isEqualTo(State.HEALTHY);
        assertThat(state(HealthCourse.begin(SLOW, START, TIMEOUT))).isEqualTo(State.WAITING);
        assertThat(state(HealthCourse.begin(BAD, START, TIMEOUT))).isEqualTo(State.FAILED);
    }

    @Test
    void a_wait_ends_at_its_timeout() {
        Next begun = HealthCourse.begin(SLOW, START, TIMEOUT);
        assertThat(begun.lookAgain()).isEqualTo(START.plus(TIMEOUT));

        Next before = begun.course().look(SLOW, START.plusSeconds(119));
        Next at = begun.course().look(SLOW, START.plus(TIMEOUT));

        assertThat(before.news()).isEmpty();
        assertThat(at.news().orElseThrow().message())
                .startsWith("health check failed after 2m0s: timeout waiting for: ");
    }

    @Test
    void a_failure_that_is_mended_is_news() {
        Next failed = HealthCourse.begin(BAD, START, TIMEOUT);

        Next slow = failed.course().look(SLOW, START.plusSeconds(5));
        Next good = slow.course().look(GOOD, START.plusSeconds(90));

        assertThat(slow.news()).isEmpty();
        assertThat(good.news().orElseThrow().message()).isEqualTo("Health check passed in 1m30s");
    }

    @Test
    void what_fails_after_it_was_ready_is_told_at_once() {
        Next next = ready().look(BAD, START.plusSeconds(60));

        assertThat(state(next)).isEqualTo(State.FAILED);
        assertThat(next.news().orElseThrow().culprits()).hasSize(1);
    }

    @Test
    void what_is_on_its_way_for_a_moment_after_it_was_ready_is_no_news() {
        Next wavering = ready().look(SLOW, START.plusSeconds(60));
        Next back = wavering.course().look(GOOD, START.plusSeconds(69));

        assertThat(wavering.news()).isEmpty();
        assertThat(wavering.lookAgain()).isEqualTo(START.plusSeconds(70));
        assertThat(back.news()).isEmpty();
        assertThat(back.course().phase()).isEqualTo(Phase.HEALTHY);
    }

    @Test
    void what_stays_on_its_way_is_told_and_fails_at_the_timeout() {
        Next wavering = ready().look(SLOW, START.plusSeconds(60));
        Next lost = wavering.course().look(SLOW, START.plusSeconds(70));
        Next failed = lost.course().look(SLOW, START.plusSeconds(180));

        assertThat(state(lost)).isEqualTo(State.WAITING);
        assertThat(lost.lookAgain()).isEqualTo(START.plusSeconds(180));
        assertThat(state(failed)).isEqualTo(State.FAILED);
    }

    @Test
    void an_object_that_time_alone_makes_fail_is_looked_at_then() {
        Instant failing = START.plusSeconds(15);
        var homeless = of(ObjectHealth.inProgressUntil(failing, "no place"));

        Next begun = HealthCourse.begin(homeless, START, TIMEOUT);
        Next then = begun.course().look(homeless, failing);

        assertThat(begun.lookAgain()).isEqualTo(failing);
        assertThat(state(then)).isEqualTo(State.FAILED);
    }

    @Test
    void after_a_restart_only_what_differs_is_news() {
        assertThat(HealthCourse.resume(State.HEALTHY, START, TIMEOUT).look(GOOD, START).news())
                .isEmpty();
        assertThat(HealthCourse.resume(State.FAILED, START, TIMEOUT).look(BAD, START).news())
                .isEmpty();
        assertThat(state(HealthCourse.resume(State.HEALTHY, START, TIMEOUT).look(BAD, START)))
                .isEqualTo(State.FAILED);
        assertThat(state(HealthCourse.resume(State.FAILED, START, TIMEOUT).look(GOOD, START)))
                .isEqualTo(State.HEALTHY);
    }

    private static HealthCourse ready() {
        return HealthCourse.begin(GOOD, START, TIMEOUT).course();
    }

    private static State state(Next next) {
        return next.news().orElseThrow().state();
    }

    private static Map<ObjectId, ObjectHealth> of(ObjectHealth health) {
        return Map.of(new ObjectId("v1", "Thing", "n", "x"), health);
    }
}
