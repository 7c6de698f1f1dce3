package io.sluice.sandbox.bench;

import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.demo.Patience;
import io.sluice.sandbox.service.Service;
import io.sluice.sandbox.service.ServiceProcess;
import java.io.PrintStream;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/// The pipeline's latency, requests, start and memory.
public final class PipelineBench {

    private static final int WARM_UP = 3;

    private final Sandbox sandbox;
    private final PrintStream out;
    private final OtherLoad load;

    /// A benchmark of a running sandbox with an audit log.
    public PipelineBench(Sandbox sandbox, PrintStream out) {
        this.sandbox = sandbox;
        this.out = out;
        this.load = new OtherLoad(sandbox.children());
    }

    /// Commits that each change one of some units.
    public void commits(int units, int commits) {
        try (ManyUnits many = new ManyUnits(sandbox, units)) {
            Duration opened = many.open();
            Figures objects = new Figures();
            Figures settled = new Figures();
            Figures told = new Figures();
            SortedMap<String, Integer> requests = new TreeMap<>();
            var audit = new AuditTrail(sandbox.controlPlane().orElseThrow().auditLog());
            for (int commit = -WARM_UP; commit < commits; commit++) {
                int unit = Math.floorMod(commit * 7, units);
                String value = "value-" + commit;
                long from = audit.end();
                long began = many.change(unit, value);
                Duration object = many.awaitObject(began, unit, value);
                Duration all = many.awaitAll(began);
                Duration statuses = many.awaitStatuses(began);
                if (commit >= 0) {
                    objects.add(object);
                    settled.add(all);
                    told.add(statuses);
                    audit.requests(from, audit.end())
                            .forEach((key, count) -> requests.merge(key, count, Integer::sum));
                }
            }
            out.println(
                    "| %d units: push to all ready, from empty | %s |"
                            .formatted(units, Patience.seconds(opened)));
            out.println(
                    "| %d units: push to object changed | %s |"
                            .formatted(units, objects.summary()));
            out.println(
                    "| %d units: push to all at the commit | %s |"
                            .formatted(units, settled.summary()));
            out.println(
                    "| %d units: push to all statuses written | %s |"
                            .formatted(units, told.summary()));
            requests.forEach(
                    (key, count) ->
                            out.println(
                                    "| %d units: requests a commit, %s | %.1f |"
                                            .formatted(units, key, count / (double) commits)));
        }
    }

    /// What each service takes, and how fast it starts again.
    public void services() {
        for (Service service : Service.values()) {
            ServiceProcess process = sandbox.service(service);
            var usage = process.process().usage();
            process.stop();
            long began = System.nanoTime();
            process.start();
            Duration start = Duration.ofNanos(System.nanoTime() - began);
            out.println(
                    "| %s: memory, processor time so far, start to ready | %d MiB, %s, %s |"
                            .formatted(
                                    service.module(),
                                    usage.residentBytes() >> 20,
                                    Patience.seconds(usage.processor()),
                                    Patience.seconds(start)));
        }
        sandbox.recordProcesses();
    }

    /// What else ran on this machine meanwhile.
    public void otherLoad() {
        out.println("| used by others meanwhile | " + load.text() + " |");
    }
}
