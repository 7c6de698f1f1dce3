package io.sluice.events.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.events.Applied;
import io.sluice.events.ApplyBlocked;
import io.sluice.events.ApplyFailed;
import io.sluice.events.ApplyOutcome;
import io.sluice.events.Cause;
import io.sluice.events.HealthReported;
import io.sluice.events.RenderAnswer;
import io.sluice.events.RenderDeferred;
import io.sluice.events.RenderFailed;
import io.sluice.events.RenderWaiting;
import io.sluice.events.Rendered;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import io.sluice.events.Samples;
import io.sluice.events.protocol.Slots.Filled;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RequestBookTest {

    private static final ResourceKey UNIT = Samples.unit("web");
    private static final Instant NOW = Samples.TIME;
    private static final Duration RETRY = Duration.ofMinutes(2);
    private static final RenderAnswer RENDERED =
            new Rendered("d", "i", 1, false, List.of(), List.of(), 1);

    private final RequestBook book = new RequestBook();

    @Test
    void an_unanswered_request_is_repeated_in_full_with_growing_waits() {
        Duration expected = Duration.ofSeconds(60);
        Cause cause = Cause.NEW_REVISION;
        for (long sequence = 1; sequence < 8; sequence++) {
            ask(sequence, cause);
            assertThat(repeat(Slots.EMPTY))
                    .contains(new RequestBook.Repeat(NOW.plus(expected), Cause.UNANSWERED, true));
            cause = Cause.UNANSWERED;
            expected = expected.multipliedBy(2);
            expected =
                    expected.compareTo(RequestBook.LONGEST_REPEAT) > 0
                            ? RequestBook.LONGEST_REPEAT
                            : expected;
        }
    }

    @Test
    void an_answer_to_an_older_request_answers_nothing_and_a_later_one_everything() {
        ask(5, Cause.NEW_REVISION);
        assertThat(repeat(slots(4, RENDERED, applied(), null)))
                .map(RequestBook.Repeat::cause)
                .contains(Cause.UNANSWERED);
        assertThat(repeat(slots(6, RENDERED, applied(), null))).isEmpty();
    }

    @Test
    void a_request_is_open_until_the_renderer_refuses_it_or_the_applier_answers_it() {
        assertThat(book.isOpen(UNIT, Slots.EMPTY)).isFalse();
        ask(5, Cause.NEW_REVISION);
        assertThat(book.isOpen(UNIT, Slots.EMPTY)).isTrue();
        assertThat(book.isOpen(UNIT, slots(4, RENDERED, applied(), null))).isTrue();
        assertThat(book.isOpen(UNIT, slots(5, RENDERED, null, null))).isTrue();
        assertThat(book.isOpen(UNIT, slots(5, RENDERED, applied(), null))).isFalse();
        var refused = new RenderFailed("BuildFailed", "", null, null, false);
        assertThat(book.isOpen(UNIT, slots(5, refused, null, null))).isFalse();
        assertThat(book.isOpen(UNIT, slots(6, RENDERED, applied(), null))).isFalse();
    }

    @Test
    void failures_are_tried_again_at_the_retry_interval() {
        ask(1, Cause.NEW_REVISION);
        var retry = new RequestBook.Repeat(NOW.plus(RETRY), Cause.RETRY, false);
        assertThat(
                        repeat(
                                slots(
                                        1,
                                        new RenderFailed("BuildFailed", "", null, null, false),
                                        null,
                                        null)))
                .contains(retry);
        assertThat(
                        repeat(
                                slots(
                                        1,
                                        RENDERED,
                                        new ApplyFailed("d", "x", "", List.of(), List.of()),
                                        null)))
                .contains(retry);
        assertThat(repeat(slots(1, RENDERED, applied(), HealthReported.State.FAILED)))
                .contains(retry);
        assertThat(repeat(slots(1, RENDERED, applied(), HealthReported.State.WAITING))).isEmpty();
    }

    @Test
    void what_only_a_change_of_the_spec_can_help_is_not_tried_again() {
        ask(1, Cause.NEW_REVISION);
        ApplyOutcome invalid = ApplyFailed.invalidExpression("d", "no");
        assertThat(repeat(slots(1, RENDERED, invalid, null))).isEmpty();
    }

    @Test
    void what_waits_for_an_event_is_not_repeated() {
        ask(1, Cause.NEW_REVISION);
        assertThat(repeat(slots(1, new RenderWaiting("ArtifactFailed", "", false), null, null)))
                .isEmpty();
        ApplyOutcome blocked = new ApplyBlocked("d", ApplyBlocked.Reason.CYCLE, "", List.of());
        assertThat(repeat(slots(1, RENDERED, blocked, null))).isEmpty();
    }

    @Test
    void a_missing_body_or_artifact_is_asked_for_at_once_and_then_with_growing_waits() {
        ask(1, Cause.NEW_REVISION);
        ApplyOutcome missing = ApplyFailed.bodyMissing("d");
        assertThat(repeat(slots(1, RENDERED, missing, null)))
                .contains(new RequestBook.Repeat(NOW, Cause.BODY_MISSING, true));
        ask(2, Cause.BODY_MISSING);
        assertThat(repeat(slots(2, RENDERED, missing, null)))
                .map(RequestBook.Repeat::at)
                .contains(NOW.plusSeconds(1));
        ask(3, Cause.ARTIFACT_GONE);
        assertThat(repeat(slots(3, new RenderDeferred("ArtifactGone", "", null, null), null, null)))
                .contains(new RequestBook.Repeat(NOW.plusSeconds(2), Cause.ARTIFACT_GONE, true));
    }

    @Test
    void a_unit_that_is_gone_is_retired_until_nothing_is_left_of_it() {
        RequestNumber straggler = new RequestNumber(1, 7);
        assertThat(book.needsRetirement(UNIT, straggler, NOW)).isTrue();
        book.retired(UNIT, new RequestNumber(1, 9), NOW);
        assertThat(book.needsRetirement(UNIT, straggler, NOW.plusSeconds(59))).isFalse();
        assertThat(book.needsRetirement(UNIT, straggler, NOW.plusSeconds(60))).isTrue();
        assertThat(book.needsRetirement(UNIT, new RequestNumber(1, 10), NOW)).isTrue();
    }

    private void ask(long sequence, Cause cause) {
        book.asked(UNIT, new RequestNumber(1, sequence), cause, NOW, RETRY);
    }

    private Optional<RequestBook.Repeat> repeat(Slots slots) {
        return book.repeat(UNIT, slots);
    }

    private static ApplyOutcome applied() {
        return new Applied("d", List.of(), 1);
    }

    private static Slots slots(
            long sequence,
            RenderAnswer render,
            @Nullable ApplyOutcome apply,
            HealthReported.@Nullable State health) {
        var context = Samples.context(1, sequence);
        return new Slots(
                new Filled<>(context, render),
                apply == null ? null : new Filled<>(context, apply),
                health == null
                        ? null
                        : new Filled<>(
                                context,
                                new HealthReported("d", health, null, null, List.of(), null)));
    }
}
