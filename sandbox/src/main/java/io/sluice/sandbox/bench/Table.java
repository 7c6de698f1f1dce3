package io.sluice.sandbox.bench;

import java.io.PrintStream;

/// The figures as they are measured, for a person to read.
final class Table {

    private final PrintStream out;

    Table(PrintStream out) {
        this.out = out;
        row("what", "figure", "goal");
        row("---", "---", "---");
    }

    void row(String what, String figure, String goal) {
        out.println("| " + what + " | " + figure + " | " + goal + " |");
    }
}
