package io.sluice.applier.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.events.ApplyFailed;
import io.sluice.events.ApplyOutcome;
import io.sluice.events.ApplySpec;
import io.sluice.events.Cause;
import io.sluice.events.Context;
import io.sluice.events.ManifestsRendered;
import io.sluice.events.ObjectFailure;
import io.sluice.events.ObjectId;
import io.sluice.events.RenderedObject;
import io.sluice.events.RequestNumber;
import io.sluice.events.protocol.DesiredState;
import io.sluice.events.protocol.Slots.Filled;
import io.sluice.events.wire.EventJson;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ServedKindsTest {

    private static final ObjectId THING = new ObjectId("example.com/v1", "Thing", "n", "a");
    private static final Context CONTEXT =
            Context.of("u", 1, new RequestNumber(1, 5), Cause.NEW_REVISION);

    private final ServedKinds served = new ServedKinds();

    @Test
    void a_failure_of_the_kind_no_longer_counts_until_it_is_applied_again() {
        var failed = failed("refused");
        assertThat(served.stillCounts(failed, true)).isSameAs(failed);

        served.note(desired(), "example.com", "Thing");
        assertThat(served.stillCounts(failed, true)).isNull();

        served.clear();
        assertThat(served.stillCounts(failed, true)).isSameAs(failed);
    }

    @Test
    void a_kind_that_is_not_desired_is_no_news() {
        assertThat(served.note(desired(), "other.io", "Thing")).isEmpty();
        assertThat(served.note(new DesiredState.None(), "example.com", "Thing")).isEmpty();
        assertThat(served.note(desired(), "example.com", "Thing")).containsExactly(THING);
    }

    @Test
    void after_a_start_an_unknown_kind_is_tried_once() {
        var failed = failed("Thing/n/a: no matches for kind \"Thing\"");
        assertThat(served.stillCounts(failed, false)).isNull();

        served.clear();
        assertThat(served.stillCounts(failed, false)).isSameAs(failed);
    }

    private static Filled<ApplyOutcome> failed(String message) {
        return new Filled<>(
                CONTEXT,
                new ApplyFailed(
                        "d",
                        "ReconciliationFailed",
                        message,
                        List.of(),
                        List.of(new ObjectFailure(THING, null, message))));
    }

    private static DesiredState desired() {
        var spec =
                new ApplySpec(
                        "10m", null, null, true, false, false, null, List.of(), List.of(),
                        List.of(), List.of());
        var object = RenderedObject.open(THING, "d", null, EventJson.mapper().createObjectNode());
        return new DesiredState.Complete(
                CONTEXT, spec, new ManifestsRendered("d", "i", null, List.of(object), spec));
    }
}
