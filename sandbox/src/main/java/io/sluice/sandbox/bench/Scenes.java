package io.sluice.sandbox.bench;

import io.sluice.sandbox.Sandbox;
import java.time.Duration;
import java.util.Optional;

/// A chain of dependencies, and a neighbour whose units fail.
final class Scenes {

    private static final int CHAIN = 6;
    private static final int FAILING = 500;
    private static final int WARM_UP = 3;

    private final Sandbox sandbox;
    private final Table table;

    Scenes(Sandbox sandbox, Table table) {
        this.sandbox = sandbox;
        this.table = table;
    }

    /// Commits that change each unit of a chain, each of which waits for the one before.
    void chain(int commits) {
        try (Scene scene = new Scene(sandbox, "chain")) {
            for (int unit = 0; unit < CHAIN; unit++) {
                scene.write("link-" + unit, "ConfigMap", "first");
                scene.declare(
                        "link-" + unit,
                        true,
                        unit == 0 ? Optional.empty() : Optional.of("link-" + (unit - 1)));
            }
            scene.open();
            scene.awaitReady(System.nanoTime(), CHAIN);
            Figures figures = new Figures();
            for (int commit = -WARM_UP; commit < commits; commit++) {
                for (int unit = 0; unit < CHAIN; unit++) {
                    scene.write("link-" + unit, "ConfigMap", "value-" + commit);
                }
                long began = scene.push();
                scene.notifySource();
                Duration passed = scene.awaitReady(began, CHAIN);
                if (commit >= 0) {
                    figures.add(passed);
                }
            }
            table.row("a chain of 6 that waits: push to all ready", figures.summary(), "2 s");
        }
    }

    /// One namespace's commit, alone and beside another's failing units.
    void neighbours(int commits) {
        try (Scene quiet = new Scene(sandbox, "quiet");
                Scene failing = new Scene(sandbox, "failing")) {
            quiet.write("unit", "ConfigMap", "first");
            quiet.declare("unit", false, Optional.empty());
            quiet.open();
            quiet.awaitReady(System.nanoTime(), 1);
            commit(quiet, "warm", WARM_UP);
            Figures alone = commit(quiet, "alone", commits);
            for (int unit = 0; unit < FAILING; unit++) {
                failing.write("unit-" + unit, "NoSuchKind", "first");
                failing.declare("unit-" + unit, false, Optional.empty());
            }
            failing.open();
            Figures first = commit(quiet, "first", commits);
            failing.awaitFailing(System.nanoTime(), FAILING);
            Figures beside = commit(quiet, "beside", commits);
            table.row("one unit's commit alone: push to object changed", alone.summary(), "");
            beside("while " + FAILING + " units of another namespace fail first", first, alone);
            beside("beside these, which try again every 5 s", beside, alone);
        }
    }

    private void beside(String what, Figures beside, Figures alone) {
        table.row(
                "the same " + what,
                "%s, %.1f×".formatted(beside.summary(), beside.median() / (double) alone.median()),
                "2×");
    }

    private static Figures commit(Scene scene, String word, int commits) {
        Figures figures = new Figures();
        for (int commit = 0; commit < commits; commit++) {
            String value = word + "-" + commit;
            scene.write("unit", "ConfigMap", value);
            long began = scene.push();
            scene.notifySource();
            figures.add(scene.awaitValue(began, "unit", value));
        }
        return figures;
    }
}
