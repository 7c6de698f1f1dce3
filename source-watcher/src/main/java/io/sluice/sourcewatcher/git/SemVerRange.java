package io.sluice.sourcewatcher.git;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A range of versions: `>=1.2 <2`, `^1.2.3`, `~1.2`, `1.x`, `1.2 - 1.4`, alternatives by `||`.
///
/// Pre-releases are in a range only if one of its own versions is a pre-release.
final class SemVerRange {

    private static final Pattern PART =
            Pattern.compile(
                    "\\s*(=|==|!=|>|<|>=|=>|<=|=<|~|~>|\\^)?\\s*(v?[0-9xX*]+(?:\\.[0-9xX*]+){0,2}"
                            + "(?:-[0-9A-Za-z.-]+)?(?:\\+[0-9A-Za-z.-]+)?)\\s*,?");
    private static final Pattern HYPHEN = Pattern.compile("(\\S+)\\s+-\\s+(\\S+)");

    private enum Relation {
        EQUAL,
        DIFFERENT,
        LESS,
        AT_LEAST
    }

    /// One condition on a version.
    private record Condition(Relation relation, SemVer bound) {
        boolean holds(SemVer version) {
            int order = version.compareTo(bound);
            return switch (relation) {
                case EQUAL -> order == 0;
                case DIFFERENT -> order != 0;
                case LESS -> order < 0;
                case AT_LEAST -> order >= 0;
            };
        }
    }

    /// Each a list of conditions that must all hold.
    private final List<List<Condition>> alternatives;

    private SemVerRange(List<List<Condition>> alternatives) {
        this.alternatives = List.copyOf(alternatives);
    }

    /// Reads a range.
    ///
    /// @throws IllegalArgumentException if it is none
    static SemVerRange parse(String text) {
        if (text.length() > 512) {
            throw new IllegalArgumentException("the range is longer than 512 characters");
        }
        List<List<Condition>> alternatives = new ArrayList<>();
        for (String alternative : text.split("\\|\\|", -1)) {
            alternatives.add(conditions(HYPHEN.matcher(alternative).replaceAll(">=$1 <=$2"), text));
        }
        return new SemVerRange(alternatives);
    }

    private static List<Condition> conditions(String alternative, String text) {
        List<Condition> conditions = new ArrayList<>();
        Matcher part = PART.matcher(alternative);
        int at = 0;
        while (at < alternative.length() && part.find(at) && part.start() == at) {
            String operator = part.group(1);
            add(operator == null ? "" : operator, part.group(2), conditions);
            at = part.end();
        }
        if (at == 0 || at < alternative.length()) {
            throw new IllegalArgumentException(
                    "'%s' is not a range of versions; write it like >=1.2.0 <2.0.0"
                            .formatted(text));
        }
        return conditions;
    }

    private static void add(String operator, String version, List<Condition> conditions) {
        String[] parts = version.split("[-+]", 2)[0].split("\\.", -1);
        int given = 0;
        while (given < parts.length && !parts[given].toLowerCase(Locale.ROOT).matches("v?[x*]")) {
            given++;
        }
        SemVer low =
                SemVer.parse(
                                given == parts.length
                                        ? version
                                        : given == 0
                                                ? "0"
                                                : String.join(
                                                        ".", List.of(parts).subList(0, given)))
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "'%s' is not a version".formatted(version)));
        switch (operator) {
            case "", "=", "==" -> within(low, given, given, conditions);
            case "!=" -> conditions.add(new Condition(Relation.DIFFERENT, low));
            case ">" ->
                    conditions.add(
                            new Condition(
                                    Relation.AT_LEAST,
                                    given == 3 ? justAbove(low) : next(low, given)));
            case "<" -> conditions.add(new Condition(Relation.LESS, low));
            case ">=", "=>" -> conditions.add(new Condition(Relation.AT_LEAST, low));
            case "<=", "=<" ->
                    conditions.add(
                            new Condition(
                                    Relation.LESS, given == 3 ? justAbove(low) : next(low, given)));
            case "~", "~>" -> within(low, given, Math.min(given, 2), conditions);
            default -> within(low, given, caret(low, given), conditions);
        }
    }

    /// From a version up to, and without, the next one in that many of its parts.
    private static void within(SemVer low, int given, int fixed, List<Condition> conditions) {
        if (given == 3 && fixed == 3) {
            conditions.add(new Condition(Relation.EQUAL, low));
            return;
        }
        conditions.add(new Condition(Relation.AT_LEAST, low));
        if (fixed > 0) {
            conditions.add(new Condition(Relation.LESS, next(low, fixed)));
        }
    }

    /// How many parts a caret keeps: up to the first that is not zero.
    private static int caret(SemVer low, int given) {
        if (low.major().signum() != 0 || given <= 1) {
            return Math.min(given, 1);
        }
        return low.minor().signum() != 0 || given == 2 ? 2 : 4;
    }

    private static SemVer next(SemVer version, int part) {
        return switch (part) {
            case 0 -> SemVer.of(BigInteger.TEN.pow(30), BigInteger.ZERO, BigInteger.ZERO);
            case 1 ->
                    SemVer.of(
                            version.major().add(BigInteger.ONE), BigInteger.ZERO, BigInteger.ZERO);
            case 2 ->
                    SemVer.of(
                            version.major(), version.minor().add(BigInteger.ONE), BigInteger.ZERO);
            default ->
                    SemVer.of(
                            version.major(), version.minor(), version.patch().add(BigInteger.ONE));
        };
    }

    /// The smallest version that is greater: a release is followed by the first pre-release of the
    /// next patch, a pre-release by itself with one more identifier.
    private static SemVer justAbove(SemVer version) {
        if (!version.isPreRelease()) {
            SemVer next = next(version, 3);
            return new SemVer(next.major(), next.minor(), next.patch(), List.of("0"));
        }
        List<String> pre = new ArrayList<>(version.pre());
        pre.add("0");
        return new SemVer(version.major(), version.minor(), version.patch(), pre);
    }

    /// Whether a version is in the range.
    boolean holds(SemVer version) {
        return alternatives.stream()
                .anyMatch(
                        conditions ->
                                conditions.stream().allMatch(each -> each.holds(version))
                                        && (!version.isPreRelease()
                                                || conditions.stream()
                                                        .anyMatch(
                                                                each ->
                                                                        each.bound()
                                                                                .isPreRelease())));
    }

    /// The tag with the greatest version in the range.
    Optional<String> greatest(List<String> tags) {
        Map<String, SemVer> versions = new TreeMap<>();
        for (String tag : tags) {
            SemVer.parse(tag).filter(this::holds).ifPresent(version -> versions.put(tag, version));
        }
        return versions.entrySet().stream()
                .max(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .map(Map.Entry::getKey);
    }
}
