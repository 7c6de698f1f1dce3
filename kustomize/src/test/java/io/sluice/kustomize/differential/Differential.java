package io.sluice.kustomize.differential;

import io.sluice.kustomize.probes.Probe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Compares many random builds with the reference.
public final class Differential {

    private Differential() {}

    /// How a series went.
    ///
    /// @param builds builds compared
    /// @param refused builds that both refused
    /// @param differences builds that differ
    public record Report(int builds, int refused, int differences) {}

    /// Arguments: reference binary, first seed, number of builds, `probes` to mutate probes.
    public static void main(String[] args) throws Exception {
        if (args[0].equals("dump")) {
            for (var file : new RandomBuild(Long.parseLong(args[1])).files().entrySet()) {
                Path path = Path.of(args[2], file.getKey());
                java.nio.file.Files.createDirectories(path.getParent());
                java.nio.file.Files.write(path, file.getValue());
            }
            return;
        }
        boolean mutate = args.length > 3 && args[3].equals("probes");
        Report report =
                run(
                        Path.of(args[0]),
                        Long.parseLong(args[1]),
                        Integer.parseInt(args[2]),
                        mutate,
                        true);
        System.out.println(report);
    }

    /// Compares `count` builds from seed `first` on.
    public static Report run(Path binary, long first, int count, boolean mutate, boolean print)
            throws InterruptedException {
        var reference = new Reference(binary);
        var refused = new AtomicInteger();
        var different = new AtomicInteger();
        List<Probe> probes = mutate ? Probe.all() : List.of();
        try (var pool = Executors.newFixedThreadPool(2)) {
            for (long seed = first; seed < first + count; seed++) {
                long one = seed;
                pool.submit(
                        () -> {
                            Input input = mutate ? mutated(probes, one) : made(one);
                            try {
                                var outcome = reference.compare(input.files, input.target);
                                refused.addAndGet(outcome.bothFailed() ? 1 : 0);
                                String difference = outcome.difference();
                                String texts = outcome.texts();
                                if (texts != null && print) {
                                    System.out.println("seed " + one + " error text\n" + texts);
                                }
                                if (difference != null) {
                                    different.incrementAndGet();
                                    if (print) {
                                        show(one, input, difference);
                                    }
                                }
                            } catch (Exception e) {
                                different.incrementAndGet();
                                System.out.println("seed " + one + ": " + e);
                            }
                            return null;
                        });
            }
        }
        return new Report(count, refused.get(), different.get());
    }

    private record Input(Map<String, byte[]> files, String target) {}

    private static Input made(long seed) {
        return new Input(new RandomBuild(seed).files(), "over");
    }

    private static synchronized void show(long seed, Input input, String difference) {
        System.out.println("=== seed " + seed + " target " + input.target);
        System.out.println(difference);
        if (System.getenv("SHOW_INPUT") != null) {
            input.files.forEach(
                    (path, bytes) ->
                            System.out.println(
                                    ">>> "
                                            + path
                                            + "\n"
                                            + new String(bytes, StandardCharsets.UTF_8)));
        }
    }

    private static Input mutated(List<Probe> probes, long seed) {
        var random = new Random(seed);
        Probe probe = probes.get(random.nextInt(probes.size()));
        var files = new TreeMap<>(probe.files());
        List<String> paths = List.copyOf(files.keySet());
        int changes = 1 + random.nextInt(2);
        for (int i = 0; i < changes; i++) {
            String path = paths.get(random.nextInt(paths.size()));
            byte[] bytes = files.get(path);
            String text = new String(bytes == null ? new byte[0] : bytes, StandardCharsets.UTF_8);
            files.put(path, Mutation.of(text, random).getBytes(StandardCharsets.UTF_8));
        }
        return new Input(files, probe.target());
    }
}
