package io.sluice.applier.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.applier.engine.RunPermit.Purpose;
import io.sluice.applier.unit.Declaration;
import io.sluice.applier.unit.Identity;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RunPermitTest {

    private static final RequestNumber REQUEST = new RequestNumber(1, 5);

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicBoolean alive = new AtomicBoolean(true);
    private final AtomicBoolean leased = new AtomicBoolean(true);
    private final AtomicReference<Optional<Declaration>> live =
            new AtomicReference<>(Optional.of(declaration("uid", 1, false, false)));
    private final AtomicReference<RequestNumber> newest = new AtomicReference<>(REQUEST);

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void everything_goes_on_while_nothing_changed(Purpose purpose) {
        assertThatCode(permit(purpose)::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void nothing_goes_on_when_the_partition_is_not_ours(Purpose purpose) {
        alive.set(false);

        assertStops(purpose, "no longer ours");
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void nothing_goes_on_for_another_resource_of_the_name(Purpose purpose) {
        live.set(Optional.of(declaration("other", 1, false, false)));

        assertStops(purpose, "gone");
    }

    @ParameterizedTest
    @EnumSource(
            value = Purpose.class,
            names = {"CONVERGE", "REPAIR"})
    void what_began_with_a_lease_ends_with_it(Purpose purpose) {
        RunPermit permit = permit(purpose);
        permit.check();

        leased.set(false);

        assertThatThrownBy(permit::check)
                .isInstanceOf(StoppedException.class)
                .hasMessageContaining("lease");
    }

    @ParameterizedTest
    @EnumSource(
            value = Purpose.class,
            names = {"RESCUE", "RETIRE"})
    void values_are_put_back_and_deletions_obeyed_without_a_lease(Purpose purpose) {
        leased.set(false);

        assertThatCode(permit(purpose)::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(value = Purpose.class, mode = EnumSource.Mode.EXCLUDE, names = "RETIRE")
    void a_newer_desired_state_stops_the_older(Purpose purpose) {
        newest.set(new RequestNumber(1, 6));

        assertStops(purpose, "newer desired state");
    }

    @ParameterizedTest
    @EnumSource(value = Purpose.class, mode = EnumSource.Mode.EXCLUDE, names = "RETIRE")
    void suspending_or_a_newer_spec_stop_at_once(Purpose purpose) {
        live.set(Optional.of(declaration("uid", 2, false, true)));
        assertStops(purpose, "suspended");

        live.set(Optional.of(declaration("uid", 2, false, false)));
        assertStops(purpose, "spec changed");
    }

    @Test
    void a_deletion_goes_on_when_it_is_suspended() {
        live.set(Optional.of(declaration("uid", 2, true, true)));

        assertThatCode(permit(Purpose.RETIRE)::check).doesNotThrowAnyException();
    }

    private void assertStops(Purpose purpose, String why) {
        assertThatThrownBy(permit(purpose)::check)
                .isInstanceOf(StoppedException.class)
                .hasMessageContaining(why);
    }

    private RunPermit permit(Purpose purpose) {
        return new RunPermit(
                purpose,
                declaration("uid", 1, false, false),
                REQUEST,
                new RunPermit.Sources(stopped, alive::get, leased::get, live::get, newest::get));
    }

    private static Declaration declaration(
            String uid, long generation, boolean deleting, boolean suspended) {
        return new Declaration(
                new ResourceKey("Kustomization", "flux", "app"),
                uid,
                generation,
                "1",
                new Declaration.Lifecycle(deleting, suspended, List.of()),
                new Declaration.LiveSpec(
                        true, true, false, Duration.ofMinutes(1), new Identity.Own(), null),
                new ResourceKey("GitRepository", "flux", "source"),
                List.of(),
                List.of(),
                new Declaration.ReportedStatus(1, true, "main@sha1:1"));
    }
}
