package io.sluice.kustomize.differential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// A kind of object and what fits it; read from `kinds.txt`.
///
/// @param name its name
/// @param apiVersion empty if its objects have none
/// @param cluster whether it has no namespace
/// @param fixed whether no prefix renames it
/// @param texts replacement paths that lead to texts
/// @param numbers replacement paths that lead to numbers
/// @param body the fields behind the metadata
/// @param merges strategic merge patches
/// @param operations JSON patches
record Kind(
        String name,
        String apiVersion,
        boolean cluster,
        boolean fixed,
        List<String> texts,
        List<String> numbers,
        String body,
        List<String> merges,
        List<String> operations) {

    static final List<Kind> ALL = parse();

    static Kind of(String name) {
        return ALL.stream().filter(kind -> kind.name.equals(name)).findFirst().orElseThrow();
    }

    /// The API group.
    String group() {
        return apiVersion.contains("/") ? apiVersion.split("/", 2)[0] : "";
    }

    /// The version without the group.
    String version() {
        return apiVersion.substring(apiVersion.indexOf('/') + 1);
    }

    /// The lines that say what an object is.
    String head() {
        return (apiVersion.isEmpty() ? "" : "apiVersion: " + apiVersion + "\n")
                + "kind: "
                + name
                + "\n";
    }

    boolean runsPods() {
        return body.contains("template:");
    }

    private static List<Kind> parse() {
        try (var in = Kind.class.getResourceAsStream("/differential/kinds.txt")) {
            String text =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("(?m)^#### kind ", -1))
                    .skip(1)
                    .map(Kind::kind)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Kind kind(String text) {
        String[] sections = text.split("(?m)^#### ", -1);
        List<String> head = List.of(sections[0].strip().split(" ", -1));
        var merges = new ArrayList<String>();
        var operations = new ArrayList<String>();
        for (String section : List.of(sections).subList(4, sections.length)) {
            (section.startsWith("merge\n") ? merges : operations).add(body(section));
        }
        return new Kind(
                head.get(0),
                head.get(1).equals("noversion") ? "" : head.get(1),
                head.contains("cluster"),
                head.contains("fixed"),
                words(sections[1]),
                words(sections[2]),
                body(sections[3]),
                merges,
                operations);
    }

    private static List<String> words(String section) {
        List<String> words = List.of(section.strip().split(" ", -1));
        return words.subList(1, words.size());
    }

    private static String body(String section) {
        return section.substring(section.indexOf('\n') + 1).strip() + "\n";
    }
}
