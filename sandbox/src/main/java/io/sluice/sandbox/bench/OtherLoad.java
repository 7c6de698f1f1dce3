package io.sluice.sandbox.bench;

import io.sluice.sandbox.process.Child;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// How much of the processors somebody else used meanwhile, so that a reader can judge the noise.
final class OtherLoad {

    private static final Path STAT = Path.of("/proc/stat");
    private static final double TICKS_PER_SECOND = 100;

    private final List<Child> ours;
    private final long began = System.nanoTime();
    private final double busy;
    private final double own;

    OtherLoad(List<Child> ours) {
        this.ours = ours;
        this.busy = busySeconds();
        this.own = ownSeconds();
    }

    /// `0.12 of 2 processors`.
    String text() {
        double wall = Duration.ofNanos(System.nanoTime() - began).toNanos() / 1e9;
        double others = Math.max(0, busySeconds() - busy - (ownSeconds() - own));
        return "%.2f of %d processors"
                .formatted(others / wall, Runtime.getRuntime().availableProcessors());
    }

    private double ownSeconds() {
        Duration sum = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        for (Child child : ours) {
            sum = sum.plus(child.usage().processor());
        }
        return sum.toNanos() / 1e9;
    }

    private static double busySeconds() {
        if (!Files.isReadable(STAT)) {
            return 0;
        }
        try (var lines = Files.lines(STAT)) {
            String[] fields = lines.findFirst().orElse("").trim().split("\\s+", -1);
            long ticks = 0;
            for (int field = 1; field < fields.length; field++) {
                boolean idle = field == 4 || field == 5;
                ticks += idle ? 0 : Long.parseLong(fields[field]);
            }
            return ticks / TICKS_PER_SECOND;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
