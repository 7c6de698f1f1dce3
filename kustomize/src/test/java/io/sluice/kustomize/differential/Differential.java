package io.sluice.kustomize.differential;

import io.sluice.kustomize.probes.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Compares many random builds with the reference.
public final class Differential {

    /// How a series went.
    ///
    /// @param builds builds compared
    /// @param refused builds that both refused
    /// @param differences builds that differ
    public record Report(int builds, int refused, int differences) {

        /// How many were built, and differently or the same.
        public int built() {
            return builds - refused;
        }

        @Override
        public String toString() {
            return "%d builds: %d built, %d refused by both, %d different"
                    .formatted(builds, built(), refused, differences);
        }
    }

    private record Input(Map<String, byte[]> files, String target) {}

    private final Reference reference;
    private final List<Probe> probes;
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger different = new AtomicInteger();

    private Differential(Path binary, boolean mutate) {
        reference = new Reference(binary);
        probes = mutate ? Probe.all() : List.of();
    }

    /// Arguments: reference binary, first seed, number of builds, and `probes` to change recorded
    /// builds instead of making some up. With `dump DIR` at the end the first input is written out.
    public static void main(String[] args) throws IOException, InterruptedException {
        boolean mutate = args.length > 3 && args[3].equals("probes");
        long first = Long.parseLong(args[1]);
        var series = new Differential(Path.of(args[0]), mutate);
        if (args.length > 5) {
            Input input = series.input(first);
            for (var file : input.files.entrySet()) {
                Path path = Path.of(args[5], file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
            System.out.println(input.target);
            return;
        }
        System.out.println(series.run(first, Integer.parseInt(args[2])));
    }

    /// Compares `count` builds from seed `first` on and prints what differs.
    public static Report run(Path binary, long first, int count, boolean mutate) {
        return new Differential(binary, mutate).run(first, count);
    }

    private Report run(long first, int count) {
        try (var pool = Executors.newFixedThreadPool(2)) {
            for (long seed = first; seed < first + count; seed++) {
                long one = seed;
                pool.execute(() -> compare(one));
            }
        }
        return new Report(count, refused.get(), different.get());
    }

    private void compare(long seed) {
        Input input = input(seed);
        try {
            var outcome = reference.compare(input.files, input.target);
            refused.addAndGet(outcome.bothFailed() ? 1 : 0);
            if (outcome.texts() != null) {
                print("seed " + seed + " error text\n" + outcome.texts());
            }
            if (outcome.difference() != null) {
                different.incrementAndGet();
                print("=== seed " + seed + " target " + input.target + "\n" + outcome.difference());
            }
        } catch (IOException e) {
            different.incrementAndGet();
            print("=== seed " + seed + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static synchronized void print(String text) {
        System.out.println(text);
    }

    private Input input(long seed) {
        return probes.isEmpty() ? new Input(new RandomBuild(seed).files(), "over") : mutated(seed);
    }

    private Input mutated(long seed) {
        var variation = new Variation(probes, seed);
        return new Input(variation.files(), variation.target());
    }
}
