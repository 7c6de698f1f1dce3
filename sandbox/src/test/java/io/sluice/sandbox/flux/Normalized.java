package io.sluice.sandbox.flux;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What is different in every run, written the same: hashes, times, ports, the padding of columns.
final class Normalized {

    private record Rule(Pattern pattern, String replacement) {
        static Rule of(String pattern, String replacement) {
            return new Rule(Pattern.compile(pattern), replacement);
        }
    }

    private static final List<Rule> RULES =
            List.of(
                    Rule.of("\\b[0-9a-f]{64}\\b", "<sha256>"),
                    Rule.of("\\b[0-9a-f]{40}\\b", "<sha1>"),
                    Rule.of("sha1:[0-9a-f]{7,12}\\b", "sha1:<sha1>"),
                    Rule.of("sha256:[0-9a-f]{7,12}\\b", "sha256:<sha256>"),
                    Rule.of(
                            "\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?"
                                    + "(Z|[+-]\\d\\d:\\d\\d| [+-]\\d{4} UTC)?",
                            "<time>"),
                    Rule.of("127\\.0\\.0\\.1:\\d+", "127.0.0.1:<port>"),
                    Rule.of("\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b", "<uid>"),
                    Rule.of("\\b\\d+(\\.\\d+)? (B|KiB|MiB)\\b", "<size>"),
                    Rule.of("request=\\d+\\.\\d+", "request=<request>"),
                    Rule.of(
                            "(?<=in |after |about )(\\d+(\\.\\d+)?(ns|µs|ms|s|m|h))+\\b",
                            "<duration>"),
                    Rule.of("(?<=in )\\d+ ms", "<duration>"),
                    Rule.of("^(\\d+(s|m|h|d))+\\b", "<age>"),
                    Rule.of("(?<=\\S)[ \\t]+", " "));

    private Normalized() {}

    static String of(String text) {
        return text.lines().map(Normalized::line).collect(Collectors.joining("\n"));
    }

    private static String line(String line) {
        String normalized = line;
        for (Rule rule : RULES) {
            normalized = rule.pattern().matcher(normalized).replaceAll(rule.replacement());
        }
        return normalized.stripTrailing();
    }
}
