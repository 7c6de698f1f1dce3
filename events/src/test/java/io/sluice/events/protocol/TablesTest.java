package io.sluice.events.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.events.DesiredStateConfirmed;
import io.sluice.events.Envelope;
import io.sluice.events.ManifestsRendered;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import io.sluice.events.Samples;
import io.sluice.events.Slot;
import io.sluice.events.Tombstone;
import io.sluice.events.protocol.LogEnds.Place;
import io.sluice.events.wire.Topic;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TablesTest {

    private static final ResourceKey UNIT = Samples.unit("web");

    @Test
    void the_greatest_request_wins_not_the_last_record() {
        DesiredStates states = new DesiredStates();
        assertThat(states.offer(body(5, "new"))).isEqualTo(SlotTable.Change.ACCEPTED);
        assertThat(states.offer(body(4, "old"))).isEqualTo(SlotTable.Change.OLDER);
        assertThat(digest(states)).isEqualTo("new");
    }

    @Test
    void a_confirmation_supplies_the_spec_and_the_body_stays_valid() {
        DesiredStates states = new DesiredStates();
        states.offer(body(5, "d"));
        states.offer(confirmed(6, "d"));
        assertThat(states.get(UNIT))
                .isInstanceOfSatisfying(
                        DesiredState.Complete.class,
                        state -> {
                            assertThat(state.request()).isEqualTo(new RequestNumber(1, 6));
                            assertThat(state.manifests().digest()).isEqualTo("d");
                        });
    }

    @Test
    void a_confirmation_of_another_digest_misses_its_body() {
        DesiredStates states = new DesiredStates();
        states.offer(body(5, "d"));
        states.offer(confirmed(6, "e"));
        assertThat(states.get(UNIT)).isInstanceOf(DesiredState.BodyMissing.class);
        states.offer(body(7, "e"));
        assertThat(digest(states)).isEqualTo("e");
    }

    @Test
    void a_confirmation_alone_misses_its_body_and_nothing_means_no_desired_state() {
        DesiredStates states = new DesiredStates();
        assertThat(states.get(UNIT)).isInstanceOf(DesiredState.None.class);
        states.offer(confirmed(6, "e"));
        assertThat(states.get(UNIT)).isInstanceOf(DesiredState.BodyMissing.class);
    }

    @Test
    void an_older_tombstone_is_ignored() {
        DesiredStates states = new DesiredStates();
        states.offer(body(5, "d"));
        assertThat(states.offer(record(Slot.SELF, 4, new Tombstone())))
                .isEqualTo(SlotTable.Change.OLDER);
        assertThat(digest(states)).isEqualTo("d");
        states.offer(record(Slot.SELF, 6, new Tombstone()));
        assertThat(states.get(UNIT)).isInstanceOf(DesiredState.None.class);
    }

    @Test
    void a_renderer_confirms_only_what_the_log_holds_for_the_same_uid() {
        RenderMemory memory = new RenderMemory();
        assertThat(memory.answer(UNIT, "uid-1", "d", false)).isEqualTo(RenderMemory.Answer.BODY);
        memory.observe(body(5, "d").head(), false);
        assertThat(memory.answer(UNIT, "uid-1", "d", false))
                .isEqualTo(RenderMemory.Answer.CONFIRMATION);
        assertThat(memory.answer(UNIT, "uid-1", "d", true)).isEqualTo(RenderMemory.Answer.BODY);
        assertThat(memory.answer(UNIT, "uid-2", "d", false)).isEqualTo(RenderMemory.Answer.BODY);
        assertThat(memory.answer(UNIT, "uid-1", "e", false)).isEqualTo(RenderMemory.Answer.BODY);
        assertThat(memory.isSuperseded(UNIT, new RequestNumber(1, 4))).isTrue();
        assertThat(memory.isSuperseded(UNIT, new RequestNumber(1, 5))).isFalse();
    }

    @Test
    void a_renderer_refuses_an_older_epoch() {
        RenderMemory memory = new RenderMemory();
        memory.observeEpoch(7);
        assertThat(memory.admits(new RequestNumber(6, 99))).isFalse();
        assertThat(memory.admits(new RequestNumber(7, 1))).isTrue();
    }

    @Test
    void a_log_that_ends_earlier_or_acknowledges_backwards_was_lost() {
        LogEnds ends = new LogEnds();
        Place place = new Place(Topic.OUTCOMES, 3);
        assertThat(ends.observe(Map.of(place, 10L))).isEmpty();
        assertThat(LogEnds.read(ends.write()).observe(Map.of(place, 9L))).contains(place);
        assertThat(LogEnds.read("nonsense,outcomes:x=y,").write()).isEmpty();
        assertThat(ends.acknowledged(place, 12)).isFalse();
        assertThat(ends.acknowledged(place, 13)).isFalse();
        assertThat(ends.acknowledged(place, 2)).isTrue();
        ends.forget();
        assertThat(ends.observe(Map.of(place, 1L))).isEmpty();
    }

    private static String digest(DesiredStates states) {
        return states.get(UNIT) instanceof DesiredState.Complete complete
                ? complete.manifests().digest()
                : "";
    }

    private static Envelope body(long sequence, String digest) {
        return record(
                Slot.SELF,
                sequence,
                new ManifestsRendered(digest, "i", null, List.of(), Samples.applySpec()));
    }

    private static Envelope confirmed(long sequence, String digest) {
        return record(
                Slot.CONFIRMED,
                sequence,
                new DesiredStateConfirmed(digest, "i", Samples.applySpec()));
    }

    private static Envelope record(Slot slot, long sequence, io.sluice.events.Event event) {
        return Samples.envelope(UNIT.slot(slot), Samples.context(1, sequence), event);
    }
}
