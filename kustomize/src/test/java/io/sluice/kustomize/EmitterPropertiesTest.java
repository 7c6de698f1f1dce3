package io.sluice.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.kustomize.yaml.Budget;
import io.sluice.kustomize.yaml.Emitter;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.SeqNode;
import io.sluice.kustomize.yaml.Yaml;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever is printed is read again as what it was. `-Dsluice.seed=S` repeats a run.
class EmitterPropertiesTest {

    private static final int TREES = 4_000;
    private static final long SEED = Long.getLong("sluice.seed", System.nanoTime());

    /// Texts that YAML would read as something else if they were not quoted, or not at all.
    private static final List<String> AWKWARD =
            List.of(
                    "",
                    " ",
                    "~",
                    "null",
                    "y",
                    "No",
                    "on",
                    "true",
                    "0",
                    "-0",
                    "010",
                    "0x1F",
                    "0o7",
                    "1_000",
                    "1e3",
                    ".5",
                    ".inf",
                    ".NaN",
                    "190:20:30",
                    "2001-01-01",
                    "2001-12-14t21:59:43.10-05:00",
                    "=",
                    "<<",
                    "-",
                    "- a",
                    "?",
                    "? a",
                    ":",
                    "a: b",
                    "a:",
                    "a #b",
                    "#b",
                    "{a}",
                    "[a]",
                    "*a",
                    "&a",
                    "!a",
                    "|",
                    ">",
                    "%a",
                    "@a",
                    "`a`",
                    "'a'",
                    "\"a\"",
                    "it's",
                    " lead",
                    "trail ",
                    "tab\tin",
                    "a\nb",
                    "a\nb\n",
                    "a\n\n",
                    "\na",
                    "  a\nb\n",
                    "---",
                    "---\na",
                    "...",
                    "\u00e9\u4e16\ud83d\ude00",
                    "\u0001",
                    "\u0085",
                    "\u2028",
                    "\ufeff");

    private static final String LETTERS = "ab01 -:#{}[],&*!|>'\"%@`\n\t.~=<?\\/\u00e9";

    @Test
    void what_is_printed_is_read_again_as_it_was() {
        System.out.println("seed " + SEED);
        var random = new Random(SEED);
        for (int tree = 0; tree < TREES; tree++) {
            Node made = map(random, 0);
            Node first = finished(Emitter.emit(made));
            String text = Emitter.emit(first);
            assertThat(shown(finished(text))).as("tree %d:%n%s", tree, text).isEqualTo(shown(made));
        }
    }

    @Test
    void what_is_printed_twice_is_printed_the_same() {
        var random = new Random(SEED);
        for (int tree = 0; tree < TREES; tree++) {
            String text = Emitter.emit(finished(Emitter.emit(map(random, 0))));
            assertThat(Emitter.emit(finished(text))).isEqualTo(text);
        }
    }

    private static Node finished(String text) {
        return Objects.requireNonNull(Yaml.config(text, Budget.generous()));
    }

    private static MapNode map(Random random, int depth) {
        var map = new MapNode();
        for (int entry = random.nextInt(4) + (depth == 0 ? 1 : 0); entry > 0; entry--) {
            map.put(key(random), node(random, depth + 1));
        }
        return map;
    }

    private static Node node(Random random, int depth) {
        int kind = random.nextInt(depth > 4 ? 4 : 8);
        if (kind < 4) {
            return ScalarNode.string(text(random));
        }
        if (kind < 6) {
            return map(random, depth);
        }
        var list = new SeqNode();
        for (int item = random.nextInt(4); item > 0; item--) {
            list.add(node(random, depth + 1));
        }
        return list;
    }

    private static String text(Random random) {
        if (random.nextBoolean()) {
            return AWKWARD.get(random.nextInt(AWKWARD.size()));
        }
        var text = new StringBuilder();
        for (int length = random.nextInt(random.nextInt(8) == 0 ? 200 : 12); length > 0; length--) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    /// Any text but `<<`: as a key it is a merge, or taken away, even where it is quoted. So it is
    /// in the reference.
    private static String key(Random random) {
        String key = text(random);
        return key.equals("<<") ? "<" : key;
    }

    /// The values of a tree, its maps by key, without what only the print shows.
    private static String shown(Node node) {
        return switch (node) {
            case ScalarNode scalar -> "<" + scalar.text() + ">";
            case SeqNode list ->
                    list.items().stream().map(EmitterPropertiesTest::shown).toList() + "";
            case MapNode map ->
                    map.entries().stream()
                                    .map(entry -> "<" + entry.name() + ">=" + shown(entry.value()))
                                    .sorted()
                                    .toList()
                            + "{}";
        };
    }
}
