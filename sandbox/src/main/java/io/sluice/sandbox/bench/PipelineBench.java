package io.sluice.sandbox.bench;

import io.sluice.sandbox.Sandbox;
import io.sluice.sandbox.demo.Declarations;
import io.sluice.sandbox.demo.Patience;
import io.sluice.sandbox.service.Service;
import io.sluice.sandbox.service.ServiceProcess;
import java.io.PrintStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The pipeline's latency, requests, start and memory.
public final class PipelineBench {

    private static final int WARM_UP = 3;
    private static final String BARE = "bare";
    private static final String INSTALL = "bare-install";

    private final Sandbox sandbox;
    private final int units;
    private final Table table;
    private final AuditTrail audit;

    /// A benchmark of a sandbox with an audit log, whose services were just started.
    public PipelineBench(Sandbox sandbox, int units, PrintStream out) {
        this.sandbox = sandbox;
        this.units = units;
        this.table = new Table(out);
        this.audit = new AuditTrail(sandbox.controlPlane().orElseThrow().auditLog());
    }

    /// What can be measured.
    public enum Part {
        /// The same writes by a bare client, before ours.
        BARE,
        COMMITS,
        NOTHING,
        DRIFT,
        /// All units leave Git and come back, to the same services.
        AGAIN,
        CHAIN,
        NEIGHBOURS,
        SERVICES;

        /// All of them.
        public static Set<Part> all() {
            return EnumSet.allOf(Part.class);
        }
    }

    /// Measures the parts, each so often.
    public void run(Set<Part> parts, int times) {
        var load = new OtherLoad(sandbox.children());
        Duration bare = parts.contains(Part.BARE) ? bare() : Duration.ZERO;
        try (ManyUnits many = new ManyUnits(sandbox, units)) {
            open(many, bare);
            if (parts.contains(Part.SERVICES)) {
                usage();
            }
            if (parts.contains(Part.COMMITS)) {
                commits(many, times);
            }
            if (parts.contains(Part.NOTHING)) {
                nothing(many, times);
            }
            if (parts.contains(Part.DRIFT)) {
                drift(many, times);
            }
            if (parts.contains(Part.AGAIN)) {
                again(many, bare);
            }
        }
        var scenes = new Scenes(sandbox, table);
        if (parts.contains(Part.CHAIN)) {
            scenes.chain(times);
        }
        if (parts.contains(Part.NEIGHBOURS)) {
            scenes.neighbours(times);
        }
        table.row("processors used by others meanwhile", load.text(), "");
        if (parts.contains(Part.SERVICES)) {
            starts();
        }
    }

    /// @return what all writes of such an install take by hand, while no service runs
    private Duration bare() {
        List<ServiceProcess> services = Stream.of(Service.values()).map(sandbox::service).toList();
        services.forEach(ServiceProcess::stop);
        new Declarations(sandbox.cluster().client()).declareNamespace(BARE);
        new Declarations(sandbox.cluster().client()).declareNamespace(INSTALL);
        Duration install;
        try (var client = new BareClient(sandbox.controlPlane().orElseThrow())) {
            Duration fresh = client.make(objects("first"));
            Duration update = client.make(objects("second"));
            install = client.make(each(name -> Install.of(INSTALL, name)));
            client.make(each(name -> Install.removal(INSTALL, name)));
            table.row(
                    "a bare client: the objects of %d units, new".formatted(units),
                    Patience.seconds(fresh),
                    "");
            table.row("the same, one of four changed", Patience.seconds(update), "");
            table.row(
                    "a bare client: all 10 writes of an install, %d times".formatted(units),
                    Patience.seconds(install),
                    "");
        }
        services.forEach(ServiceProcess::start);
        sandbox.recordProcesses();
        return install;
    }

    private List<List<BareClient.Write>> objects(String value) {
        return each(
                name ->
                        Workload.of(BARE, name, value).stream()
                                .map(Workload.Body::applied)
                                .toList());
    }

    private List<List<BareClient.Write>> each(Function<String, List<BareClient.Write>> writes) {
        return IntStream.range(0, units).mapToObj(ManyUnits::name).map(writes).toList();
    }

    private void open(ManyUnits many, Duration bare) {
        long from = audit.end();
        install("cold", many.open(), bare);
        requests("a unit from empty", audit.requests(from, audit.end()), units, "9");
    }

    private void again(ManyUnits many, Duration bare) {
        Duration before = processor();
        table.row(
                "%d units leave Git: push to all units and objects gone".formatted(units),
                Patience.seconds(many.remove()),
                "");
        Duration between = processor();
        install("warm", many.restore(), bare);
        table.row(
                "processor time of the four services for that: removal, install",
                Patience.seconds(between.minus(before))
                        + ", "
                        + Patience.seconds(processor().minus(between)),
                "20 s");
    }

    private void install(String state, Duration passed, Duration bare) {
        String figure = Patience.seconds(passed);
        if (!bare.isZero()) {
            figure +=
                    ", %.1f× the bare client's writes"
                            .formatted(passed.toNanos() / (double) bare.toNanos());
        }
        table.row(
                "%d units from empty, services %s: push to all statuses".formatted(units, state),
                figure,
                "25 s and 1.6×");
    }

    private Duration processor() {
        return Stream.of(Service.values())
                .map(service -> sandbox.service(service).process().usage().processor())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private void commits(ManyUnits many, int times) {
        Figures objects = new Figures();
        Figures settled = new Figures();
        SortedMap<String, Integer> requests = new TreeMap<>();
        var statuses = new StatusFigures(sandbox);
        double written = 0;
        for (int commit = -WARM_UP; commit < times; commit++) {
            written = commit == 0 ? statuses.writes() : written;
            int unit = Math.floorMod(commit * 7, units);
            String value = "value-" + commit;
            long from = audit.end();
            long began = many.change(unit, value);
            Duration object = many.awaitObject(began, unit, value);
            Duration all = many.awaitStatuses(began);
            if (commit >= 0) {
                objects.add(object);
                settled.add(all);
                audit.requests(from, audit.end())
                        .forEach((key, count) -> requests.merge(key, count, Integer::sum));
            }
        }
        String what = "a commit to one of %d: push to ".formatted(units);
        table.row(what + "object changed", objects.summary(), "0.5 s");
        table.row(what + "all statuses written", settled.summary(), "3 s");
        statuses.report(table, written, times, units);
        requests("such a commit", requests, times, "");
    }

    private void nothing(ManyUnits many, int times) {
        long from = audit.end();
        Figures settled = new Figures();
        for (int round = 0; round < times; round++) {
            settled.add(many.awaitStatuses(many.changeNothing(round)));
        }
        var requests = audit.requests(from, audit.end());
        long managed =
                requests.entrySet().stream()
                        .filter(
                                each ->
                                        Workload.RESOURCES.stream()
                                                .anyMatch(each.getKey()::endsWith))
                        .mapToInt(Map.Entry::getValue)
                        .sum();
        table.row("a commit that touches no unit: push to all statuses", settled.summary(), "");
        table.row("requests for managed objects in such a round", Long.toString(managed), "0");
        requests("such a round and unit", requests, times * units, "");
    }

    private void drift(ManyUnits many, int times) {
        Figures repaired = new Figures();
        for (int number = 0; number < times; number++) {
            repaired.add(many.drift(Math.floorMod(number * 11, units), number));
        }
        table.row("an edit by hand to its repair", repaired.summary(), "0.25 s");
    }

    private void requests(String what, SortedMap<String, Integer> requests, int by, String goal) {
        int sum = requests.values().stream().mapToInt(Integer::intValue).sum();
        table.row("requests for " + what, "%.2f".formatted(sum / (double) by), goal);
        requests.forEach(
                (key, count) -> table.row("- " + key, "%.2f".formatted(count / (double) by), ""));
    }

    private void usage() {
        long memory = 0;
        Duration processor = Duration.ZERO;
        for (Service service : Service.values()) {
            var usage = sandbox.service(service).process().usage();
            memory += usage.residentBytes();
            processor = processor.plus(usage.processor());
            table.row(
                    service.module() + " after that: memory, processor time",
                    "%d MiB, %s"
                            .formatted(
                                    usage.residentBytes() >> 20,
                                    Patience.seconds(usage.processor())),
                    "");
        }
        table.row(
                "the four services",
                "%d MiB, %s".formatted(memory >> 20, Patience.seconds(processor)),
                "800 MiB, 20 s");
    }

    private void starts() {
        for (Service service : Service.values()) {
            ServiceProcess process = sandbox.service(service);
            process.stop();
            long began = System.nanoTime();
            process.start();
            Duration start = Duration.ofNanos(System.nanoTime() - began);
            table.row(service.module() + ": start to ready", Patience.seconds(start), "");
        }
        sandbox.recordProcesses();
    }
}
