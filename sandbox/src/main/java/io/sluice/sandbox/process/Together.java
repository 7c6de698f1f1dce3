package io.sluice.sandbox.process;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs tasks at once, reports each with its time, and gives up on all when one fails.
public final class Together {

    private final Consumer<String> progress;

    public Together(Consumer<String> progress) {
        this.progress = progress;
    }

    /// One thing to do.
    ///
    /// @param name what the report calls it
    /// @param action returns what the report adds after the time
    public record Task(String name, Callable<String> action) {

        /// One whose report adds nothing.
        public static Task of(String name, Runnable action) {
            return new Task(
                    name,
                    () -> {
                        action.run();
                        return "";
                    });
        }
    }

    /// Closes those that are there, in order.
    public static void closeAll(@Nullable AutoCloseable... parts) {
        for (AutoCloseable part : parts) {
            if (part != null) {
                try {
                    part.close();
                } catch (Exception e) { // declared so by AutoCloseable
                    throw new PartFailedException("a part did not stop: " + e.getMessage(), e);
                }
            }
        }
    }

    /// Returns when all are done; throws the first failure after the others have been interrupted.
    public void run(Iterable<Task> tasks) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var finished = new ExecutorCompletionService<String>(threads);
            int count = 0;
            for (Task task : tasks) {
                finished.submit(() -> timed(task));
                count++;
            }
            try {
                for (int i = 0; i < count; i++) {
                    progress.accept(finished.take().get());
                }
            } catch (ExecutionException e) {
                threads.shutdownNow();
                throw unchecked(e);
            } catch (InterruptedException e) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while starting", e);
            }
        }
    }

    private static String timed(Task task) {
        long start = System.nanoTime();
        String detail = detail(task);
        double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1_000.0;
        return "%-20s %5.1f s   %s".formatted(task.name(), seconds, detail).stripTrailing();
    }

    private static String detail(Task task) {
        try {
            return task.action().call();
        } catch (PartFailedException e) {
            throw e;
        } catch (Exception e) { // whatever it is, the reader must learn which part it was
            throw new PartFailedException(task.name() + " failed: " + e.getMessage(), e);
        }
    }

    private static RuntimeException unchecked(ExecutionException failure) {
        return failure.getCause() instanceof RuntimeException cause
                ? cause
                : new IllegalStateException(failure);
    }
}
