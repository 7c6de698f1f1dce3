package io.sluice.sandbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What is built when it is needed, by calls at the same time.
@EnabledOnOs({OS.LINUX, OS.MAC})
final class LauncherTest {

    @TempDir Path home;

    private Launcher launcher;

    @BeforeEach
    void copy() throws IOException {
        launcher = Launcher.in(home);
    }

    @AfterEach
    void end() throws IOException {
        launcher.close();
    }

    @Test
    void six_calls_at_once_build_once() throws IOException {
        launcher.write("hold", "");
        var calls = new ArrayList<Launcher.Call>();
        calls.add(launcher.call("build", "first"));
        launcher.awaitWork(1);
        for (int i = 1; i < 6; i++) {
            calls.add(launcher.call("build", "other"));
            calls.get(i).awaitError("waiting for process ");
        }
        launcher.remove("hold");
        assertThat(calls).extracting(Launcher.Call::await).containsOnly(0);
        assertThat(calls.getFirst().output()).isEqualTo("rendered first\n");
        assertThat(calls.getLast().output()).isEqualTo("rendered other\n");
        assertThat(launcher.work()).isEqualTo(1);
        assertThat(launcher.locks()).isEmpty();
    }

    @Test
    void calls_begun_together_build_once() throws IOException {
        var calls = new ArrayList<Launcher.Call>();
        for (int i = 0; i < 12; i++) {
            calls.add(launcher.call("build", "any"));
        }
        assertThat(calls).extracting(Launcher.Call::await).containsOnly(0);
        assertThat(launcher.work()).isEqualTo(1);
    }

    @Test
    void what_a_killed_call_has_started_ends_before_another_builds() throws IOException {
        launcher.write("hold", "");
        Launcher.Call killed = launcher.call("build", "killed");
        launcher.awaitWork(1);
        killed.kill();
        Launcher.Call next = launcher.call("build", "next");
        next.awaitError("waiting for what a killed call has started");
        launcher.remove("hold");
        assertThat(next.await()).isZero();
        assertThat(next.output()).isEqualTo("rendered next\n");
        assertThat(launcher.work()).isEqualTo(2);
        assertThat(launcher.overlapped()).isFalse();
    }

    @Test
    void a_call_succeeds_one_that_died_when_it_had_succeeded_another() throws IOException {
        // process 1 is there, but began at another time
        launcher.link("target/lock", "1-0");
        launcher.link("target/lock-after-1-0", "1-2");
        launcher.write("target/building", "1-0\n");
        var calls = new ArrayList<Launcher.Call>();
        for (int i = 0; i < 6; i++) {
            calls.add(launcher.call("build", "any"));
        }
        assertThat(calls).extracting(Launcher.Call::await).containsOnly(0);
        assertThat(launcher.work()).isEqualTo(1);
        assertThat(launcher.locks()).isEmpty();
    }

    @Test
    void the_next_call_builds_after_a_build_that_failed() throws IOException {
        launcher.write("broken", "");
        assertThat(launcher.call("build", "any").await()).isEqualTo(1);
        launcher.remove("broken");
        assertThat(launcher.call("build", "any").await()).isZero();
        assertThat(launcher.work()).isEqualTo(2);
        assertThat(launcher.locks()).isEmpty();
    }

    @Test
    void calls_at_once_train_once() throws IOException {
        assertThat(launcher.call("build", "any").await()).isZero();
        launcher.write("hold", "");
        var calls = new ArrayList<Launcher.Call>();
        calls.add(launcher.call("up"));
        launcher.awaitWork(2);
        for (int i = 1; i < 3; i++) {
            calls.add(launcher.call("up"));
            calls.get(i).awaitError("waiting for process ");
        }
        launcher.remove("hold");
        assertThat(calls).extracting(Launcher.Call::await).containsOnly(0);
        assertThat(launcher.work()).isEqualTo(2);
        assertThat(launcher.overlapped()).isFalse();
    }
}
