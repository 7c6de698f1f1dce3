package io.sluice.applier.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.events.wire.EventJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CallsTest {

    private static final Reply DONE = new Reply.Accepted(200, EventJson.mapper().missingNode());
    private static final Request READ = Request.get("/api", null);

    private final Deque<Reply> replies = new ArrayDeque<>();
    private final PlayedCluster cluster =
            new PlayedCluster(_ -> Optional.ofNullable(replies.poll()).orElseThrow());

    @Test
    void who_is_told_to_come_back_later_comes_back_no_sooner() {
        replies.add(tooMany(Duration.ofSeconds(7)));
        replies.add(DONE);

        assertThat(calls("").send(READ)).isEqualTo(DONE);

        assertThat(cluster.now()).isAfterOrEqualTo(Instant.EPOCH.plusSeconds(7));
        assertThat(cluster.sent()).hasSize(2);
    }

    @Test
    void so_does_everybody_who_acts_as_the_same_account() {
        replies.add(tooMany(Duration.ofSeconds(7)));
        replies.add(new Reply.Refused(409, "Conflict", "", List.of(), null));
        calls("").send(READ);
        cluster.backoff().asked(null, Duration.ofSeconds(3));
        cluster.pauses().clear();
        replies.add(DONE);

        calls("").send(READ);

        assertThat(cluster.pauses()).containsExactly(Duration.ofSeconds(3));
    }

    @Test
    void other_accounts_go_on() {
        cluster.backoff().asked("system:serviceaccount:busy:tenant", Duration.ofSeconds(7));
        replies.add(DONE);

        calls("").send(READ);

        assertThat(cluster.pauses()).isEmpty();
    }

    @Test
    void no_answer_keeps_anybody_off_for_ever() {
        replies.add(tooMany(Duration.ofHours(20)));
        replies.add(DONE);

        calls("").send(READ);

        assertThat(cluster.now()).isBefore(Instant.EPOCH.plusSeconds(120));
    }

    @Test
    void errors_of_the_server_are_waited_out_and_then_told() {
        for (int index = 0; index < 5; index++) {
            replies.add(new Reply.Refused(503, "ServiceUnavailable", "", List.of(), null));
        }

        assertThat(calls("").send(READ)).isInstanceOf(Reply.Refused.class);

        assertThat(cluster.sent()).hasSize(5);
        assertThat(cluster.pauses()).isSorted().hasSize(4);
    }

    @Test
    void what_the_server_decides_is_not_asked_again() {
        replies.add(new Reply.Refused(403, "Forbidden", "", List.of(), null));

        calls("").send(READ);

        assertThat(cluster.sent()).hasSize(1);
    }

    @Test
    void our_own_cluster_is_tried_again_later_and_of_another_the_unit_tells() {
        for (int index = 0; index < 10; index++) {
            replies.add(new Reply.Unreachable("connection refused", false));
        }

        assertThat(stop(calls(""))).isEqualTo(StoppedException.Next.LATER);
        assertThat(stop(calls("Secret apps/remote (https://there)")))
                .isEqualTo(StoppedException.Next.REFUSED);
    }

    @Test
    void another_cluster_that_stays_silent_is_asked_once() {
        replies.add(new Reply.Unreachable("no answer within 30 s", true));

        assertThatThrownBy(() -> calls("Secret apps/remote (https://there)").send(READ))
                .isInstanceOf(StoppedException.class)
                .hasMessageContaining("the cluster of Secret apps/remote (https://there)")
                .hasMessageContaining("no answer within 30 s");
        assertThat(cluster.sent()).hasSize(1);
    }

    @Test
    void an_account_without_a_name_is_never_sent() {
        assertThatThrownBy(() -> Request.get("/api", " "))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static StoppedException.@Nullable Next stop(Calls calls) {
        try {
            calls.send(READ);
            return null;
        } catch (StoppedException e) {
            return e.next();
        }
    }

    private static Reply tooMany(Duration wait) {
        return new Reply.Refused(429, "TooManyRequests", "", List.of(), wait);
    }

    private Calls calls(String name) {
        return cluster.calls(name, "apps");
    }
}
