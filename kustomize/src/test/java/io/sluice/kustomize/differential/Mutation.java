package io.sluice.kustomize.differential;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Changes a text a little, so that it is most often still what it was.
final class Mutation {

    private static final List<String> VALUES =
            List.of(
                    "x",
                    "1",
                    "\"1\"",
                    "true",
                    "null",
                    "~",
                    "[]",
                    "{}",
                    "1.5",
                    "yes",
                    "''",
                    "a b",
                    "[a, b]",
                    "{k: v}",
                    "web",
                    "v1",
                    "cm",
                    "0",
                    "-1",
                    "2020-01-01",
                    "a#b",
                    "'#'");

    private Mutation() {}

    static String of(String text, Dice dice) {
        var lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        int at = dice.below(lines.size());
        String line = lines.get(at);
        switch (dice.below(7)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, line);
            case 2 -> {
                int other = dice.below(lines.size());
                lines.set(at, lines.get(other));
                lines.set(other, line);
            }
            case 3, 4 -> lines.set(at, value(line, dice));
            case 5 -> lines.set(at, word(line, lines, dice));
            default -> lines.set(at, (dice.oneIn(2) ? "  " : "") + line.replaceFirst("^ {2}", ""));
        }
        return String.join("\n", lines);
    }

    private static String value(String line, Dice dice) {
        int colon = line.lastIndexOf(": ");
        String value = dice.one(VALUES);
        return colon < 0 ? line + value : line.substring(0, colon + 2) + value;
    }

    /// Replaces a word by one from another line.
    private static String word(String line, List<String> lines, Dice dice) {
        String[] from = lines.get(dice.below(lines.size())).strip().split("[ :,]+", -1);
        String[] to = line.strip().split("[ :,]+", -1);
        String old = to[dice.below(to.length)];
        return old.isEmpty() ? line : line.replace(old, from[dice.below(from.length)]);
    }
}
