package io.sluice.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {

    @TempDir Path folder;

    @Test
    void ends_when_it_is_killed() {
        Child child = sleeping();
        assertThat(child.isAlive()).isTrue();
        child.kill();
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void is_gone_after_a_kill_by_an_interrupted_thread() {
        Child child = sleeping();
        Thread.currentThread().interrupt();
        child.kill();
        assertThat(child.isAlive()).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void names_itself_and_quotes_its_log_when_it_dies_before_it_is_ready() {
        Child child = shell("broken", "echo first; echo 'no such port'; exit 3");
        assertThatThrownBy(() -> child.awaitReady(() -> false, Duration.ofSeconds(10)))
                .isInstanceOf(PartFailedException.class)
                .hasMessageContaining("broken ended with exit code 3")
                .hasMessageContaining("| no such port");
    }

    @Test
    void fails_when_it_is_not_ready_in_time() {
        try (Child child = sleeping()) {
            assertThatThrownBy(() -> child.awaitReady(() -> false, Duration.ofMillis(100)))
                    .hasMessageContaining("sleeper is not ready after");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void stands_still_while_it_is_suspended() {
        try (Child child = sleeping()) {
            child.suspend();
            child.awaitReady(() -> state(child).equals("T"), Duration.ofSeconds(10));
            child.resume();
            child.awaitReady(() -> state(child).equals("S"), Duration.ofSeconds(10));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void tells_the_memory_it_takes() {
        try (Child child = sleeping()) {
            assertThat(child.usage().residentBytes()).isPositive();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void dies_with_the_jvm_that_started_it_even_when_that_is_killed() throws Exception {
        Path pidFile = folder.resolve("pid");
        var line = JavaCommand.ofClass(Parent.class, List.of(), List.of(folder.toString()));
        long grandchild;
        try (Child parent =
                Child.start(Command.of("parent", line, folder, folder.resolve("p.log")))) {
            parent.awaitReady(() -> Files.exists(pidFile), Duration.ofSeconds(20));
            grandchild = Long.parseLong(Files.readString(pidFile));
            parent.kill();
        }
        var left = ProcessHandle.of(grandchild);
        if (left.isPresent()) {
            left.get().onExit().get(5, TimeUnit.SECONDS);
        }
        assertThat(ProcessHandle.of(grandchild).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void is_ended_by_the_list_that_names_it() throws Exception {
        try (Child sandbox = sleeping()) {
            var list = ProcessList.in(folder);
            Files.writeString(
                    folder.resolve("processes"),
                    "%d %d sandbox\n".formatted(sandbox.pid(), sandbox.startedAt().toEpochMilli()));
            assertThat(list.runningSandbox()).contains(sandbox.pid());
            assertThat(list.end()).isEqualTo(1);
            assertThat(sandbox.isAlive()).isFalse();
        }
    }

    @Test
    void is_not_taken_for_an_earlier_process_with_its_number() throws Exception {
        try (Child other = sleeping()) {
            Files.writeString(folder.resolve("processes"), other.pid() + " 0 sandbox\n");
            assertThat(ProcessList.in(folder).end()).isZero();
            assertThat(other.isAlive()).isTrue();
        }
    }

    /// Starts a child, writes its number down, and waits to be killed.
    static final class Parent {

        private Parent() {}

        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            Child child =
                    Child.start(
                            Command.of(
                                    "grandchild",
                                    List.of("sleep", "600"),
                                    folder,
                                    folder.resolve("g.log")));
            Path draft = folder.resolve("draft");
            Files.writeString(draft, Long.toString(child.pid()));
            Files.move(draft, folder.resolve("pid"));
            child.awaitEnd(Duration.ofMinutes(10), () -> {});
        }
    }

    private static String state(Child child) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(child.pid()), "stat"));
            return stat.substring(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Child sleeping() {
        Child child = shell("sleeper", "echo up; exec sleep 600");
        child.awaitReady(() -> child.tail(1).contains("up"), Duration.ofSeconds(10));
        return child;
    }

    private Child shell(String name, String script) {
        return Child.start(
                Command.of(
                        name, List.of("sh", "-c", script), folder, folder.resolve(name + ".log")));
    }
}
