package io.sluice.applier.engine;

import io.sluice.applier.plan.Planner;
import io.sluice.applier.unit.Decision;
import io.sluice.applier.unit.Declaration;
import io.sluice.events.ApplyOutcome;
import io.sluice.events.Head;
import io.sluice.events.ObjectId;
import io.sluice.events.RenderedObject;
import io.sluice.events.RequestNumber;
import io.sluice.events.ResourceKey;
import io.sluice.events.protocol.DesiredState;
import io.sluice.events.protocol.Slots.Filled;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What is done in the cluster for one unit: converge, retire, keep. Its actor decides when.
final class UnitWork {

    private static final Logger LOG = Logger.getLogger(UnitWork.class);

    private final ResourceKey unit;
    private final Assignment assignment;
    private final Directory directory;
    private final Environment environment;
    private final UnitMemory memory;
    private final UnitReports reports;
    private final Attention attention;
    private final CountDownLatch stopped;
    private final Prerequisites prerequisites;
    private final ServedKinds served = new ServedKinds();
    private final Set<ObjectId> touched = ConcurrentHashMap.newKeySet();

    /// @param stopped open as soon as nothing more may be sent
    UnitWork(
            ResourceKey unit,
            Assignment assignment,
            Directory directory,
            Environment environment,
            UnitMemory memory,
            UnitReports reports,
            Attention attention,
            CountDownLatch stopped) {
        this.unit = unit;
        this.assignment = assignment;
        this.directory = directory;
        this.environment = environment;
        this.memory = memory;
        this.reports = reports;
        this.attention = attention;
        this.stopped = stopped;
        this.prerequisites = new Prerequisites(directory, memory, environment.judging());
    }

    /// A live object is to be looked at. One without a namespace may have one in its manifest.
    void touch(ObjectId id) {
        touched.add(
                id.namespace().isEmpty()
                                && assignment.desired(unit) instanceof DesiredState.Complete desired
                        ? desired.manifests().objects().stream()
                                .map(RenderedObject::id)
                                .filter(object -> object.withoutNamespace().isSameObject(id))
                                .findFirst()
                                .orElse(id)
                        : id);
    }

    /// The objects of a kind that is served now, or differently, are to be looked at.
    ///
    /// @return whether there are any
    boolean touchServed(String group, String kind) {
        List<ObjectId> objects = served.note(assignment.desired(unit), group, kind);
        touched.addAll(objects);
        return !objects.isEmpty();
    }

    /// What was answered, unless a kind that is served since makes it void.
    @Nullable Filled<ApplyOutcome> stillCounts(@Nullable Filled<ApplyOutcome> answered) {
        return served.stillCounts(answered, memory.isVerified());
    }

    /// Judges what has to be ready before.
    Prerequisites prerequisites() {
        return prerequisites;
    }

    /// The head of the record that is carried out, if there is one.
    @Nullable Head head() {
        return assignment.head(unit).orElse(null);
    }

    /// Makes the live objects equal the desired state, and says what became of it.
    void converge(Decision.Converge decision) {
        UnitTrace trace = UnitTrace.apply(environment, head(), decision.answers());
        try {
            converge(decision, trace);
        } catch (StoppedException e) {
            trace.stop();
            throw e;
        }
    }

    private void converge(Decision.Converge decision, UnitTrace trace) {
        Declaration live = decision.live();
        DesiredState.Complete desired = decision.desired();
        served.clear();
        Run run = run(RunPermit.Purpose.CONVERGE, live, desired.request());
        Ledger ledger = run.ledger();
        Cluster cluster;
        try {
            cluster = run.cluster();
        } catch (StoppedException e) {
            ApplyOutcome refused = Convergence.refused(desired, e);
            trace.end(refused);
            reports.say(desired.context(), refused, trace.cause());
            environment.counts().applied("failed", 0);
            return;
        }
        var succession =
                new Succession(
                        live, desired, directory, cluster, memory, () -> attention.toAll(unit));
        var convergence =
                new Convergence(
                        live, desired, memory, cluster, ledger, environment.policies(), succession);
        ApplyOutcome outcome;
        try {
            outcome = convergence.run(environment.desires(), environment.clock());
        } finally {
            memory.setStored(ledger.stored());
        }
        trace.end(outcome);
        memory.setVerified();
        attention.end(unit);
        new Aftermath(reports, memory, environment, trace.cause())
                .report(
                        decision,
                        outcome,
                        convergence.drift(),
                        cluster,
                        prerequisites.expressions(live, desired));
        desired.manifests().objects().forEach(object -> touched.add(object.id()));
    }

    /// Carries out what the deletion policy says, and lets the resource go.
    void retire(Declaration live) {
        Run run = run(RunPermit.Purpose.RETIRE, live, null);
        Ledger ledger = run.ledger();
        Aftermath aftermath = new Aftermath(reports, memory, environment, head());
        var changes =
                new Retirement(
                                live,
                                run::cluster,
                                ledger,
                                memory,
                                aftermath::undeleted,
                                environment::isLeased)
                        .run(environment.clock());
        LOG.infof("retired: unit=%s, %d objects", unit, changes.size());
        aftermath.retired(changes);
        ledger.releaseFinalizer();
    }

    /// What a unit at rest needs: drift repaired, health looked at.
    ///
    /// @param again told when to look again, if something has to wait
    void keep(Declaration live, Consumer<Instant> again) {
        DesiredState desired = assignment.desired(unit);
        if (live.isAtRest()
                || live.obstacle().isPresent()
                || !(desired instanceof DesiredState.Complete complete)
                || !complete.context().uid().equals(live.uid())) {
            touched.clear();
            memory.setWatch(null);
            return;
        }
        if (complete.context().generation() < live.generation()) {
            return;
        }
        if (live.spec().isRemote()) {
            touched.clear(); // what is watched is in our own cluster
            if (!memory.awaitsHealth()) {
                return;
            }
        }
        boolean leased = environment.isLeased();
        var purpose = leased ? RunPermit.Purpose.REPAIR : RunPermit.Purpose.RESCUE;
        Cluster cluster = run(purpose, live, complete.request()).cluster();
        Planner planner = environment.policies().planner(live, complete.context().revision());
        new Repairs(complete, environment, cluster, memory, reports, planner, head(), !leased)
                .lookAt(touched, environment.desires(), directory)
                .ifPresent(again);
        new Aftermath(reports, memory, environment, head())
                .lookAtHealth(live, cluster)
                .ifPresent(again);
    }

    private Run run(RunPermit.Purpose purpose, Declaration live, @Nullable RequestNumber request) {
        var sources =
                new RunPermit.Sources(
                        stopped,
                        assignment::isAlive,
                        environment::isLeased,
                        () -> directory.live(unit),
                        () -> assignment.desired(unit).request());
        var permit = new RunPermit(purpose, live, request, sources);
        return new Run(
                live, environment, memory, new Calls(environment.home(), unit.namespace(), permit));
    }
}
