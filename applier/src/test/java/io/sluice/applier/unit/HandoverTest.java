package io.sluice.applier.unit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.events.Cause;
import io.sluice.events.Context;
import io.sluice.events.ObjectId;
import io.sluice.events.RenderAnswer;
import io.sluice.events.RenderFailed;
import io.sluice.events.Rendered;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import io.sluice.events.protocol.Slots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class HandoverTest {

    private static final ObjectId OBJECT = new ObjectId("v1", "ConfigMap", "n", "a");
    private static final Rendered RENDERED =
            new Rendered("d", "i", 1, false, List.of(), List.of(), 1);

    private final Known known = new Known();

    @Test
    void nothing_is_deleted_before_all_desired_states_are_read() {
        known.complete = false;

        assertThat(awaited()).get().asString().contains("not read yet");
    }

    @Test
    void a_unit_alone_with_its_source_waits_for_nobody() {
        assertThat(awaited()).isEmpty();
    }

    @Test
    void every_unit_of_the_source_has_to_be_rendered_at_the_revision() {
        Declaration other = known.add(unit("other", "source", false));
        assertThat(awaited()).get().asString().contains("Kustomization/flux/other");

        known.answer(other, RENDERED, "main@sha1:1", 3);
        assertThat(awaited()).as("an older revision").isPresent();

        known.answer(other, RENDERED, "main@sha1:2", 3);
        assertThat(awaited()).as("the same revision").isEmpty();

        known.answer(other, RENDERED, "main@sha1:3", 9);
        assertThat(awaited()).as("a later revision").isEmpty();
    }

    @Test
    void an_answer_of_an_earlier_resource_of_the_name_does_not_count() {
        Declaration other = known.add(unit("other", "source", false));
        known.slots.put(other.unit(), slots("another uid", RENDERED, "main@sha1:2", 9));

        assertThat(awaited()).isPresent();
    }

    @Test
    void suspended_failed_and_foreign_units_are_not_waited_for() {
        known.add(unit("suspended", "source", true));
        known.add(unit("foreign", "another source", false));
        Declaration failed = known.add(unit("failed", "source", false));
        known.answer(
                failed,
                new RenderFailed("BuildFailed", "broken", null, null, false),
                "main@sha1:1",
                3);

        assertThat(awaited()).isEmpty();
    }

    @Test
    void an_object_that_another_unit_desires_waits_for_it_whatever_its_source() {
        Declaration heir = known.add(unit("heir", "another source", false));
        known.claims.put(heir.unit(), Set.of(OBJECT));

        assertThat(awaited())
                .get()
                .asString()
                .isEqualTo("ConfigMap/n/a goes to Kustomization/flux/heir");
    }

    @Test
    void once_its_labels_name_the_other_nothing_is_waited_for() {
        Declaration heir = known.add(unit("heir", "another source", false));
        known.claims.put(heir.unit(), Set.of(OBJECT));

        assertThat(
                        Handover.awaited(
                                self(),
                                context(5, "main@sha1:2"),
                                List.of(OBJECT),
                                known,
                                _ -> Optional.of(heir.unit())))
                .isEmpty();
    }

    @Test
    void a_suspended_unit_inherits_nothing() {
        Declaration heir = known.add(unit("heir", "another source", true));
        known.claims.put(heir.unit(), Set.of(OBJECT));

        assertThat(awaited()).isEmpty();
        assertThat(Handover.heir(self(), OBJECT, known)).isEmpty();
    }

    private Optional<Handover.Awaited> awaited() {
        return Handover.awaited(
                self(),
                context(5, "main@sha1:2"),
                List.of(OBJECT),
                known,
                _ -> Optional.of(self().unit()));
    }

    private static Declaration self() {
        return unit("self", "source", false);
    }

    private static Declaration unit(String name, String source, boolean suspended) {
        return new Declaration(
                new ResourceKey("Kustomization", "flux", name),
                "uid of " + name,
                1,
                "1",
                new Declaration.Lifecycle(false, suspended, List.of()),
                new Declaration.LiveSpec(
                        true, true, false, Duration.ofMinutes(1), new Identity.Own(), null),
                new ResourceKey("GitRepository", "flux", source),
                List.of(),
                List.of(),
                new Declaration.ReportedStatus(1, true, null));
    }

    private static Context context(long request, String revision) {
        return new Context(
                "u",
                1,
                new RequestNumber(1, request),
                Cause.NEW_REVISION,
                null,
                null,
                null,
                revision,
                null,
                null);
    }

    private static Slots slots(String uid, RenderAnswer answer, String revision, long request) {
        Context context =
                new Context(
                        uid,
                        1,
                        new RequestNumber(1, request),
                        Cause.NEW_REVISION,
                        null,
                        null,
                        null,
                        revision,
                        null,
                        null);
        return new Slots(new Slots.Filled<>(context, answer), null, null);
    }

    private static final class Known implements Handover.Others {

        private final List<Declaration> units = new ArrayList<>(List.of(self()));
        private final Map<ResourceKey, Slots> slots = new HashMap<>();
        private final Map<ResourceKey, Set<ObjectId>> claims = new HashMap<>();
        private boolean complete = true;

        Declaration add(Declaration unit) {
            units.add(unit);
            return unit;
        }

        void answer(Declaration unit, RenderAnswer answer, String revision, long request) {
            slots.put(unit.unit(), slots(unit.uid(), answer, revision, request));
        }

        private static Slots slots(String uid, RenderAnswer answer, String revision, long request) {
            return HandoverTest.slots(uid, answer, revision, request);
        }

        @Override
        public boolean isKnown() {
            return complete;
        }

        @Override
        public List<Declaration> declarations() {
            return units;
        }

        @Override
        public Slots slots(ResourceKey unit) {
            return slots.getOrDefault(unit, Slots.EMPTY);
        }

        @Override
        public boolean claims(Declaration unit, ObjectId object) {
            @Nullable Set<ObjectId> claimed = claims.get(unit.unit());
            return claimed != null && new HashSet<>(claimed).contains(object);
        }
    }
}
