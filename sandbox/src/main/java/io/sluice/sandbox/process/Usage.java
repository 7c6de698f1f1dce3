package io.sluice.sandbox.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// What a process has taken so far.
///
/// @param residentBytes memory in RAM now; -1 where the system does not tell
/// @param processor time on all processors since its start
public record Usage(long residentBytes, Duration processor) {

    private static final String RESIDENT = "VmRSS:";

    static Usage of(ProcessHandle process) {
        return new Usage(
                resident(process.pid()), process.info().totalCpuDuration().orElse(Duration.ZERO));
    }

    private static long resident(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.isReadable(status)) {
            return -1;
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
