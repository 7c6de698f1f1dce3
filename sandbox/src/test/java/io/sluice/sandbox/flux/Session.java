package io.sluice.sandbox.flux;

import java.util.ArrayList;
import java.util.List;

/// A transcript: what is typed, what is answered, and what is done beside it.
///
/// A line that begins with `$ ` is typed (an exit code other than 0 stands behind it, as `$? 1 `),
/// one with `> ` is done by the test, one with `# ` explains; all others are the answer.
///
/// @param steps in order
record Session(List<Step> steps) {

    Session {
        steps = List.copyOf(steps);
    }

    /// A step.
    sealed interface Step {

        /// Text for the reader.
        record Remark(String text) implements Step {}

        /// Something the test does.
        record Deed(String text) implements Step {}

        /// A command, its answer, and its exit code.
        record Typed(String command, String answer, int exit) implements Step {}
    }

    static Session parse(String text) {
        var steps = new ArrayList<Step>();
        String command = null;
        int exit = 0;
        var answer = new ArrayList<String>();
        for (String line : (text.stripTrailing() + "\n# end").lines().toList()) {
            boolean typed = line.startsWith("$ ") || line.startsWith("$? ");
            if (!typed && !line.startsWith("> ") && !line.startsWith("# ")) {
                answer.add(line);
                continue;
            }
            if (command != null) {
                steps.add(new Step.Typed(command, String.join("\n", answer).stripTrailing(), exit));
            }
            command = null;
            answer.clear();
            if (line.startsWith("$? ")) {
                int space = line.indexOf(' ', 3);
                exit = Integer.parseInt(line, 3, space, 10);
                command = line.substring(space + 1);
            } else if (typed) {
                exit = 0;
                command = line.substring(2);
            } else if (line.startsWith("> ")) {
                steps.add(new Step.Deed(line.substring(2)));
            } else {
                steps.add(new Step.Remark(line.substring(2)));
            }
        }
        steps.removeLast();
        return new Session(steps);
    }

    /// The transcript; `parse` reads it back.
    String text() {
        var text = new StringBuilder();
        for (Step step : steps) {
            switch (step) {
                case Step.Remark(String words) -> text.append("# ").append(words).append('\n');
                case Step.Deed(String words) -> text.append("> ").append(words).append('\n');
                case Step.Typed(String command, String answer, int exit) -> {
                    text.append(exit == 0 ? "$ " : "$? " + exit + " ").append(command);
                    text.append('\n').append(answer).append("\n\n");
                }
            }
        }
        return text.toString();
    }
}
