package io.sluice.sourcewatcher.watch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sluice.api.source.GitTarget;
import io.sluice.events.Applied;
import io.sluice.events.ArtifactReference;
import io.sluice.events.Cause;
import io.sluice.events.Commit;
import io.sluice.events.Context;
import io.sluice.events.Envelope;
import io.sluice.events.Event;
import io.sluice.events.HealthReported;
import io.sluice.events.Producer;
import io.sluice.events.RecordKey;
import io.sluice.events.RenderRequested;
import io.sluice.events.Rendered;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import io.sluice.events.Slot;
import io.sluice.events.wire.Partitions;
import io.sluice.events.wire.Topic;
import io.sluice.sourcewatcher.source.Check;
import io.sluice.sourcewatcher.source.CheckOutcome;
import io.sluice.sourcewatcher.source.Jitter;
import io.sluice.sourcewatcher.source.Origin;
import io.sluice.sourcewatcher.source.SourceDeclaration;
import io.sluice.sourcewatcher.unit.ReferenceName;
import io.sluice.sourcewatcher.unit.UnitDeclaration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A watch under test, its time, and what it wanted done.
final class World {

    static final ResourceKey SOURCE = new ResourceKey("GitRepository", "tenant", "repository");
    static final Duration INTERVAL = Duration.ofMinutes(10);
    static final Duration RETRY = Duration.ofMinutes(1);

    final List<Effect> effects = new ArrayList<>();
    private Watch watch;
    private Instant now = Instant.parse("2026-11-24T00:00:00Z");

    World(boolean logLost) {
        watch = new Watch(100, logLost, new Partitions(3), Jitter.NONE);
    }

    /// A leader that begins with these declarations.
    static World leading(Object... declarations) {
        var world = new World(false);
        for (Object declaration : declarations) {
            world.declare(declaration);
        }
        return world.take(new Input.Synced());
    }

    World declare(Object declaration) {
        return switch (declaration) {
            case SourceDeclaration source -> take(new Input.SourceDeclared(source));
            case UnitDeclaration unit -> take(new Input.UnitDeclared(unit));
            default -> throw new IllegalArgumentException("no declaration: " + declaration);
        };
    }

    World take(Input input) {
        effects.addAll(watch.handle(input, now));
        return this;
    }

    /// Time passes, with a tick at the end of it.
    World passes(Duration time) {
        now = now.plus(time);
        return take(new Input.Tick());
    }

    Instant now() {
        return now;
    }

    /// Forgets what was wanted so far.
    World clear() {
        effects.clear();
        return this;
    }

    /// The newest check that was wanted.
    Check check() {
        return effects.stream()
                .filter(Effect.RunCheck.class::isInstance)
                .map(effect -> ((Effect.RunCheck) effect).check())
                .reduce((_, last) -> last)
                .orElseThrow(() -> new AssertionError("no check: " + effects));
    }

    long checks() {
        return effects.stream().filter(Effect.RunCheck.class::isInstance).count();
    }

    /// The newest check finds a revision.
    World finds(String commit, String... paths) {
        return concludes(
                new CheckOutcome.Current(
                        artifact(commit),
                        List.of(new Commit(commit, "Ann", "Change", now, List.of(paths), false)),
                        false));
    }

    World concludes(CheckOutcome outcome) {
        return take(new Input.Checked(check(), outcome));
    }

    /// The newest reading of references that was wanted tells that none exists.
    World readsReferences() {
        var read =
                effects.stream()
                        .filter(Effect.ReadReferences.class::isInstance)
                        .map(Effect.ReadReferences.class::cast)
                        .reduce((_, last) -> last)
                        .orElseThrow(() -> new AssertionError("nothing is read: " + effects));
        return take(new Input.ReferencesRead(read.unit(), read.ticket(), List.of()));
    }

    /// What was published, as `Event key cause`.
    List<String> told() {
        return published().stream()
                .map(
                        fact ->
                                fact.event().getClass().getSimpleName()
                                        + " "
                                        + fact.key().resource().name()
                                        + " "
                                        + fact.context().cause())
                .toList();
    }

    List<Effect.Publish> published() {
        return effects.stream()
                .filter(Effect.Publish.class::isInstance)
                .map(Effect.Publish.class::cast)
                .toList();
    }

    Effect.Publish last() {
        return published().getLast();
    }

    RenderRequested lastRequest() {
        return (RenderRequested) last().event();
    }

    /// A record of another service, or of an earlier leader, is read.
    World reads(Topic topic, RecordKey key, Context context, Event event) {
        return take(
                new Input.RecordRead(
                        topic,
                        Envelope.of(
                                "id", key, new Producer("cluster", "test"), now, context, event)));
    }

    /// The unit's newest request is rendered and applied.
    World converges(String unit) {
        return rendered(unit)
                .reads(Topic.OUTCOMES, unit(unit).slot(Slot.APPLY), contextOf(unit), applied())
                .reads(Topic.OUTCOMES, unit(unit).slot(Slot.HEALTH), contextOf(unit), healthy());
    }

    World rendered(String unit) {
        return reads(
                Topic.OUTCOMES,
                unit(unit).slot(Slot.RENDER),
                contextOf(unit),
                new Rendered("digest", "inputs", 1, false, List.of(), List.of(), 1));
    }

    World answers(String unit, Slot slot, Event outcome) {
        return reads(Topic.OUTCOMES, unit(unit).slot(slot), contextOf(unit), outcome);
    }

    /// The context of the newest request of a unit.
    Context contextOf(String unit) {
        return published().stream()
                .filter(fact -> fact.key().resource().equals(unit(unit)))
                .reduce((_, last) -> last)
                .orElseThrow()
                .context();
    }

    static Context earlier(String uid) {
        return Context.of(uid, 1, new RequestNumber(99, 1), Cause.SPEC_CHANGED);
    }

    static Applied applied() {
        return new Applied("digest", List.of(), 1);
    }

    static HealthReported healthy() {
        return new HealthReported(
                "digest", HealthReported.State.HEALTHY, null, null, List.of(), null);
    }

    static ResourceKey unit(String name) {
        return new ResourceKey("Kustomization", "tenant", name);
    }

    static ArtifactReference artifact(String commit) {
        return new ArtifactReference(
                "http://store/" + commit,
                "gitrepository/tenant/repository/" + commit + ".tar.gz",
                "main@sha1:" + commit,
                "sha256:" + commit,
                1,
                Instant.EPOCH,
                new TreeMap<>());
    }

    /// A source, to be changed by its `with…` methods.
    record SourceBuilder(
            String uid,
            long generation,
            @Nullable String requestedAt,
            boolean suspended,
            boolean deleting,
            @Nullable ArtifactReference reported,
            @Nullable String invalid) {

        SourceDeclaration build() {
            return new SourceDeclaration(
                    SOURCE,
                    uid,
                    generation,
                    requestedAt,
                    suspended,
                    deleting,
                    true,
                    reported,
                    invalid == null
                            ? new SourceDeclaration.Definition.Valid(
                                    INTERVAL,
                                    Duration.ofSeconds(60),
                                    new Origin.Git(
                                            "https://example.org/repository.git",
                                            new GitTarget.Branch("main"),
                                            null,
                                            null))
                            : new SourceDeclaration.Definition.Invalid("URLInvalid", invalid));
        }
    }

    static SourceDeclaration source() {
        return source(1, null);
    }

    static SourceDeclaration source(long generation, @Nullable String requestedAt) {
        return new SourceBuilder("s1", generation, requestedAt, false, false, null, null).build();
    }

    /// A unit, to be changed by its methods.
    record UnitBuilder(
            String name,
            String uid,
            long generation,
            @Nullable String requestedAt,
            boolean suspended,
            boolean deleting,
            String path,
            List<String> dependsOn,
            List<ReferenceName> references) {

        static UnitBuilder of(String name) {
            return new UnitBuilder(
                    name, name + "-1", 1, null, false, false, name, List.of(), List.of());
        }

        UnitBuilder uid(String other) {
            return new UnitBuilder(
                    name,
                    other,
                    generation,
                    requestedAt,
                    suspended,
                    deleting,
                    path,
                    dependsOn,
                    references);
        }

        UnitBuilder generation(long other) {
            return new UnitBuilder(
                    name,
                    uid,
                    other,
                    requestedAt,
                    suspended,
                    deleting,
                    path,
                    dependsOn,
                    references);
        }

        UnitBuilder requested(String at) {
            return new UnitBuilder(
                    name, uid, generation, at, suspended, deleting, path, dependsOn, references);
        }

        UnitBuilder suspended(boolean now) {
            return new UnitBuilder(
                    name, uid, generation, requestedAt, now, deleting, path, dependsOn, references);
        }

        UnitBuilder dependsOn(String... others) {
            return new UnitBuilder(
                    name,
                    uid,
                    generation,
                    requestedAt,
                    suspended,
                    deleting,
                    path,
                    List.of(others),
                    references);
        }

        UnitBuilder references(ReferenceName... names) {
            return new UnitBuilder(
                    name,
                    uid,
                    generation,
                    requestedAt,
                    suspended,
                    deleting,
                    path,
                    dependsOn,
                    List.of(names));
        }

        UnitDeclaration build() {
            return new UnitDeclaration(
                    unit(name),
                    uid,
                    generation,
                    requestedAt,
                    suspended,
                    deleting,
                    JsonNodeFactory.instance.objectNode().put("path", path),
                    new UnitDeclaration.Definition.Valid(
                            SOURCE,
                            path,
                            dependsOn.stream().map(World::unit).toList(),
                            INTERVAL,
                            RETRY,
                            references));
        }
    }

    static UnitDeclaration app(String name) {
        return UnitBuilder.of(name).build();
    }
}
