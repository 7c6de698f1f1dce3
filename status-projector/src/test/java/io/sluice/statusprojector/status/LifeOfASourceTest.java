package io.sluice.statusprojector.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.api.source.GitRepositorySpec;
import io.sluice.api.source.GitRepositoryStatus;
import io.sluice.events.Cause;
import io.sluice.events.Context;
import io.sluice.events.Event;
import io.sluice.events.RequestNumber;
import io.sluice.events.Slot;
import io.sluice.events.SourceChecked;
import io.sluice.events.SourceFailed;
import io.sluice.events.wire.EventJson;
import io.sluice.events.wire.Partitions;
import io.sluice.events.wire.Topic;
import io.sluice.sandbox.kstatus.KstatusRules;
import io.sluice.statusprojector.Facts;
import io.sluice.statusprojector.projection.Position;
import io.sluice.statusprojector.projection.Projection;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LifeOfASourceTest {
    private final Projection projection = new Projection(new Partitions(1));
    private GitRepositoryStatus status = GitRepositoryStatus.UNOBSERVED;
    private Instant time = Instant.parse("2026-11-01T10:00:00Z");
    private Instant since = time;
    private long generation = 1;
    private long sequence;
    private boolean suspended;

    private void fact(Slot slot, @Nullable String requestedAt, Event event) {
        time = time.plusSeconds(1);
        sequence++;
        var context =
                new Context(
                        "source-uid",
                        generation,
                        new RequestNumber(1, sequence),
                        Cause.NEW_REVISION,
                        requestedAt,
                        null,
                        null,
                        Facts.REVISION,
                        null,
                        Facts.COMMIT);
        var envelope = Facts.envelope("cluster", Facts.SOURCE.slot(slot), context, time, event);
        var _ = projection.apply(new Position(Topic.COMMITS, 0, sequence), envelope);
    }

    private Report<GitRepositoryStatus> report() {
        var live =
                new Live<GitRepositorySpec, GitRepositoryStatus>(
                        Facts.SOURCE,
                        "source-uid",
                        generation,
                        "7",
                        suspended,
                        false,
                        Map.of(),
                        since,
                        Specs.source(),
                        status);
        return projection
                .source(Facts.SOURCE)
                .map(view -> GitRepositoryReport.of(live, view, UnitStory.PACE))
                .orElse(new Report.Leave<>("unknown"));
    }

    private void shows(String name) {
        assertThat(report()).as(name).isInstanceOf(Report.Show.class);
        status = ((Report.Show<GitRepositoryStatus>) report()).status();
        assertThat(KstatusRules.broken(generation, EventJson.mapper().valueToTree(status)))
                .as(name)
                .isEmpty();
        Golden.check("source/" + name, status);
        assertThat(report()).as("written twice: " + name).isInstanceOf(Report.Leave.class);
    }

    private static SourceFailed failed(String reason, boolean stalled, boolean stored) {
        return new SourceFailed(
                reason,
                "failed to checkout and determine revision: unable to clone"
                        + " 'https://git.example.com/web.git': couldn't find remote ref"
                        + " \"refs/heads/main\"",
                "FetchFailed",
                stalled,
                stored ? Facts.artifact(Facts.REVISION) : null);
    }

    @Test
    void a_source_that_the_log_does_not_know_is_left_alone() {
        assertThat(report()).isInstanceOf(Report.Leave.class);
    }

    @Test
    void a_source_is_fetched_fails_and_recovers() {
        fact(Slot.SELF, "2026-11-01T10:00:00Z", Facts.detected(Facts.REVISION));
        shows("stored");
        fact(Slot.CHECK, null, failed("GitOperationFailed", false, true));
        shows("fetch-failed");
        fact(
                Slot.CHECK,
                "2026-11-01T11:00:00Z",
                new SourceChecked(Facts.artifact(Facts.REVISION), "no changes"));
        shows("recovered");
    }

    @Test
    void a_source_that_never_was_fetched_has_no_artifact() {
        fact(Slot.CHECK, null, failed("AuthenticationFailed", false, false));
        shows("never-fetched");
    }

    @Test
    void a_declaration_that_cannot_work_stalls() {
        fact(Slot.CHECK, null, failed("URLInvalid", true, false));
        shows("stalled");
    }

    @Test
    void a_signature_that_does_not_verify_fails_the_source() {
        fact(Slot.SELF, null, Facts.detected(Facts.REVISION));
        shows("stored-quietly");
        fact(
                Slot.CHECK,
                null,
                new SourceFailed(
                        "InvalidCommitSignature",
                        "signature verification of commit '4b825dc' failed",
                        "SourceVerified",
                        false,
                        Facts.artifact(Facts.REVISION)));
        shows("verification-failed");
    }

    @Test
    void a_store_that_cannot_be_written_fails_the_source() {
        fact(
                Slot.CHECK,
                null,
                new SourceFailed(
                        "ArchiveOperationFailed",
                        "unable to archive artifact to storage: no space left on device",
                        "StorageOperationFailed",
                        false,
                        null));
        shows("storage-failed");
    }

    @Test
    void a_resumed_source_speaks_again() {
        fact(Slot.SELF, null, Facts.detected(Facts.REVISION));
        shows("stored-quietly");
        suspended = true;
        generation++;
        assertThat(report()).isInstanceOf(Report.Leave.class);

        suspended = false;
        generation++;
        since = time;
        fact(Slot.CHECK, null, new SourceChecked(Facts.artifact(Facts.REVISION), "no changes"));
        shows("resumed");
    }

    @Test
    void an_artifact_that_is_lost_leaves_the_status() {
        fact(Slot.SELF, null, Facts.detected(Facts.REVISION));
        shows("stored-quietly");
        fact(Slot.CHECK, null, failed("GitOperationFailed", false, false));
        shows("lost");
        assertThat(status.artifact()).isNull();
    }

    @Test
    void a_check_without_news_is_no_write() {
        fact(Slot.SELF, null, Facts.detected(Facts.REVISION));
        shows("stored-quietly");
        fact(Slot.CHECK, null, new SourceChecked(Facts.artifact(Facts.REVISION), "no changes"));

        assertThat(report()).isInstanceOf(Report.Leave.class);
    }

    @Test
    void a_changed_spec_is_under_way_after_a_while() {
        fact(Slot.SELF, null, Facts.detected(Facts.REVISION));
        shows("stored-quietly");
        generation++;
        since = time.plusSeconds(9);

        assertThat(report())
                .isInstanceOfSatisfying(
                        Report.Show.class,
                        show ->
                                assertThat(show.due())
                                        .isEqualTo(since.plus(Duration.ofSeconds(2))));
        shows("spec-changed");
        fact(Slot.CHECK, null, new SourceChecked(Facts.artifact(Facts.REVISION), "no changes"));
        shows("spec-handled");
    }

    @Test
    void a_suspended_source_is_left_alone() {
        fact(Slot.SELF, null, Facts.detected(Facts.REVISION));
        suspended = true;

        assertThat(report()).isInstanceOf(Report.Leave.class);
    }
}
