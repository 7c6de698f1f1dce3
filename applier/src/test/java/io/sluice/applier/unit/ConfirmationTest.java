package io.sluice.applier.unit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.applier.plan.DeleteGuard;
import io.sluice.events.ApplyBlocked;
import io.sluice.events.ApplyFailed;
import io.sluice.events.ApplySpec;
import io.sluice.events.Cause;
import io.sluice.events.Context;
import io.sluice.events.ManifestsRendered;
import io.sluice.events.ObjectId;
import io.sluice.events.RenderedObject;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import io.sluice.events.protocol.DesiredState;
import io.sluice.events.protocol.Slots.Filled;
import io.sluice.events.wire.EventJson;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ConfirmationTest {

    private static final List<ObjectId> INVENTORY = List.of(id("a"), id("b"), id("c"), id("d"));

    @Test
    void without_a_limit_everything_may_go() {
        var converge = converge(true, null, null);

        assertThat(demand(converge, DeleteGuard.OFF)).isSameAs(converge);
    }

    @Test
    void up_to_the_limit_nobody_is_asked() {
        var converge = converge(true, "50%", null, "a", "b");

        assertThat(demand(converge, DeleteGuard.OFF)).isSameAs(converge);
    }

    @Test
    void above_the_limit_the_desired_state_is_held_back_and_the_user_told_how_to_confirm() {
        var decision = demand(converge(true, "50%", null, "a"), DeleteGuard.OFF);

        assertThat(decision).isInstanceOf(Decision.Answer.class);
        var blocked = (ApplyBlocked) ((Decision.Answer) decision).outcome();
        assertThat(blocked.reason()).isEqualTo(ApplyBlocked.Reason.DELETE_GUARD);
        assertThat(blocked.message())
                .isEqualTo(
                        "delete guard: would delete 3 of 4 objects, more than 50%: ConfigMap/n/b,"
                                + " ConfigMap/n/c, ConfigMap/n/d; nothing is changed. To confirm:"
                                + " kubectl annotate --overwrite kustomization/app -n flux"
                                + " sluice.io/confirm-delete=main@sha1:2");
    }

    @Test
    void it_is_said_once() {
        var converge = converge(true, "50%", null, "a");
        var said = ((Decision.Answer) demand(converge, DeleteGuard.OFF)).outcome();

        var again =
                Confirmation.demand(
                        converge,
                        DeleteGuard.OFF,
                        INVENTORY,
                        new Filled<>(converge.desired().context(), said),
                        _ -> false);

        assertThat(again).isInstanceOf(Decision.Rest.class);
    }

    @Test
    void revision_or_digest_confirm_and_another_does_not() {
        var byRevision = converge(true, "0%", "main@sha1:2");
        var byDigest = converge(true, "0%", "digest");
        var another = converge(true, "0%", "main@sha1:1");

        assertThat(demand(byRevision, DeleteGuard.OFF)).isSameAs(byRevision);
        assertThat(demand(byDigest, DeleteGuard.OFF)).isSameAs(byDigest);
        assertThat(demand(another, DeleteGuard.OFF)).isInstanceOf(Decision.Answer.class);
    }

    @Test
    void the_operators_limit_holds_for_units_that_name_none() {
        var unsaid = converge(true, null, null);
        var off = converge(true, "off", null);

        assertThat(demand(unsaid, new DeleteGuard(30))).isInstanceOf(Decision.Answer.class);
        assertThat(demand(off, new DeleteGuard(30))).isSameAs(off);
    }

    @Test
    void objects_that_go_to_another_unit_are_not_deleted() {
        var converge = converge(true, "50%", null, "a");

        assertThat(
                        Confirmation.demand(
                                converge,
                                DeleteGuard.OFF,
                                INVENTORY,
                                null,
                                object -> object.name().equals("b")))
                .isSameAs(converge);
    }

    @Test
    void a_unit_that_does_not_prune_deletes_nothing() {
        var converge = converge(false, "0%", null);

        assertThat(demand(converge, DeleteGuard.OFF)).isSameAs(converge);
    }

    @Test
    void a_limit_that_is_none_stops_the_unit_with_what_to_write() {
        var decision = demand(converge(true, "many", null), DeleteGuard.OFF);

        var failed = (ApplyFailed) ((Decision.Answer) decision).outcome();
        assertThat(failed.message())
                .isEqualTo(
                        "annotation sluice.io/delete-guard: delete guard 'many': write a percentage"
                                + " such as 30%, or off");
    }

    private static Decision demand(Decision decision, DeleteGuard usual) {
        return Confirmation.demand(decision, usual, INVENTORY, null, _ -> false);
    }

    private static Decision.Converge converge(
            boolean prunes, @Nullable String limit, @Nullable String confirmed, String... desired) {
        var live =
                new Declaration(
                        new ResourceKey("Kustomization", "flux", "app"),
                        "uid",
                        1,
                        "1",
                        new Declaration.Lifecycle(false, false, List.of()),
                        new Declaration.LiveSpec(
                                prunes,
                                true,
                                false,
                                Duration.ofMinutes(1),
                                new Identity.Own(),
                                null),
                        new ResourceKey("GitRepository", "flux", "source"),
                        List.of(),
                        INVENTORY,
                        new Declaration.ReportedStatus(1, true, null),
                        new Declaration.Deletions(limit, confirmed));
        var spec =
                new ApplySpec(
                        "10m", null, null, prunes, false, false, null, List.of(), List.of(),
                        List.of(), List.of());
        var context =
                new Context(
                        "uid",
                        1,
                        new RequestNumber(1, 5),
                        Cause.NEW_REVISION,
                        null,
                        null,
                        null,
                        "main@sha1:2",
                        null,
                        null);
        List<RenderedObject> objects =
                Arrays.stream(desired)
                        .map(
                                name ->
                                        RenderedObject.open(
                                                id(name),
                                                "d",
                                                null,
                                                EventJson.mapper().createObjectNode()))
                        .toList();
        return new Decision.Converge(
                live,
                new DesiredState.Complete(
                        context, spec, new ManifestsRendered("digest", "i", null, objects, spec)),
                true);
    }

    private static ObjectId id(String name) {
        return new ObjectId("v1", "ConfigMap", "n", name);
    }
}
