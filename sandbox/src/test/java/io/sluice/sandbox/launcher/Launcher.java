package io.sluice.sandbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// The launcher in a folder of its own, with stubs for what it starts.
///
/// The stubs of Maven and of the training run say in `work` that they began, go on while there is a file
/// `hold`, fail while there is a file `broken`, and say in `overlaps` that another was at it.
final class Launcher implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String WORK =
            """
            cd "$SLUICE_HOME" || exit 9
            mkdir busy || echo overlap >>overlaps
            echo began >>work
            while [ -e hold ]; do sleep 0.1; done
            rmdir busy
            [ ! -e broken ] || exit 1
            """;

    private static final String MAVEN =
            """
            #!/bin/sh
            if [ "$1" = -v ]; then echo 'Apache Maven 3.9.9'; exit 0; fi
            """
                    + WORK
                    + "mkdir -p sandbox/target/lib\n";

    private static final String JAVA =
            """
            #!/bin/sh
            for verb; do :; done
            if [ "$verb" != train ]; then exit 0; fi
            """
                    + WORK;

    private static final String BUILD =
            """
            #!/bin/sh
            [ -d "$SLUICE_HOME/sandbox/target/lib" ] && echo "rendered $1"
            """;

    /// One call of it.
    static final class Call {

        private final Process process;
        private final Path output;
        private final Path errors;

        private Call(Process process, Path output, Path errors) {
            this.process = process;
            this.output = output;
            this.errors = errors;
        }

        /// Its exit code.
        int await() {
            try {
                assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            return process.exitValue();
        }

        void awaitError(String part) {
            Launcher.await(() -> text(errors).contains(part));
        }

        /// Ends it at once; what it has started goes on.
        void kill() {
            process.destroyForcibly();
            await();
        }

        String output() {
            return text(output);
        }
    }

    private final Path home;
    private final List<Call> calls = new ArrayList<>();

    private Launcher(Path home) {
        this.home = home;
    }

    /// A launcher in an empty folder.
    static Launcher in(Path home) throws IOException {
        Path original = Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());
        Files.copy(
                original.resolve("sluice"),
                home.resolve("sluice"),
                StandardCopyOption.COPY_ATTRIBUTES);
        var launcher = new Launcher(home);
        launcher.write("jdk/release", "JAVA_VERSION=\"25.0.1\"\n");
        launcher.program("jdk/bin/javac", "#!/bin/sh\n");
        launcher.program("jdk/bin/java", JAVA);
        launcher.program("path/mvn", MAVEN);
        launcher.program("kustomize/bin/build", BUILD);
        return launcher;
    }

    private void program(String name, String text) throws IOException {
        write(name, text);
        assertThat(home.resolve(name).toFile().setExecutable(true)).isTrue();
    }

    void write(String name, String text) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }

    void remove(String name) throws IOException {
        Files.delete(home.resolve(name));
    }

    /// A symbolic link, whose target need not exist.
    void link(String name, String target) throws IOException {
        Path link = home.resolve(name);
        Files.createDirectories(Objects.requireNonNull(link.getParent()));
        Files.createSymbolicLink(link, Path.of(target));
    }

    Call call(String... arguments) throws IOException {
        Path output = home.resolve("output-" + calls.size());
        Path errors = home.resolve("errors-" + calls.size());
        var builder = new ProcessBuilder(home.resolve("sluice").toString());
        builder.command().addAll(List.of(arguments));
        builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        builder.environment().merge("PATH", "", (path, _) -> home.resolve("path") + ":" + path);
        builder.environment().remove("SLUICE_NO_BUILD");
        builder.environment().remove("SLUICE_NO_TRAINING");
        var call = new Call(builder.start(), output, errors);
        calls.add(call);
        return call;
    }

    /// Until Maven or the training run have begun so many times in all.
    void awaitWork(int times) {
        await(() -> work() == times);
    }

    /// How often Maven or the training run began.
    int work() {
        Path work = home.resolve("work");
        return Files.exists(work) ? (int) text(work).lines().count() : 0;
    }

    /// Whether Maven or the training run were ever begun while another was at it.
    boolean overlapped() {
        return Files.exists(home.resolve("overlaps"));
    }

    /// The locks that are there.
    List<String> locks() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("target"))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith("lock"))
                    .toList();
        }
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(until);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends all calls and what they have started.
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(home.resolve("hold"));
        calls.forEach(call -> call.process.destroy());
    }
}
