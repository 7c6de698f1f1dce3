package io.sluice.sourcewatcher.git;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A semantic version, as tags write it: a leading `v` and missing parts are allowed.
///
/// @param major part
/// @param minor part
/// @param patch part
/// @param pre pre-release identifiers; none for a release
record SemVer(BigInteger major, BigInteger minor, BigInteger patch, List<String> pre)
        implements Comparable<SemVer> {

    private static final Pattern FORM =
            Pattern.compile(
                    "v?(\\d{1,20})(?:\\.(\\d{1,20}))?(?:\\.(\\d{1,20}))?"
                            + "(?:-([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?"
                            + "(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?");

    SemVer {
        pre = List.copyOf(pre);
    }

    /// The version a tag names, if it names one.
    static Optional<SemVer> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (text.length() > 256 || !matcher.matches()) {
            return Optional.empty();
        }
        String pre = matcher.group(4);
        return Optional.of(
                new SemVer(
                        number(matcher.group(1)),
                        number(matcher.group(2)),
                        number(matcher.group(3)),
                        pre == null ? List.of() : List.of(pre.split("\\.", -1))));
    }

    static SemVer of(BigInteger major, BigInteger minor, BigInteger patch) {
        return new SemVer(major, minor, patch, List.of());
    }

    private static BigInteger number(String digits) {
        return digits == null ? BigInteger.ZERO : new BigInteger(digits);
    }

    boolean isPreRelease() {
        return !pre.isEmpty();
    }

    @Override
    public int compareTo(SemVer other) {
        int order = major.compareTo(other.major);
        order = order != 0 ? order : minor.compareTo(other.minor);
        order = order != 0 ? order : patch.compareTo(other.patch);
        return order != 0 ? order : comparePre(other);
    }

    /// A release is greater than its pre-releases; numbers are smaller than words.
    private int comparePre(SemVer other) {
        if (pre.isEmpty() || other.pre.isEmpty()) {
            return Boolean.compare(pre.isEmpty(), other.pre.isEmpty());
        }
        int common = Math.min(pre.size(), other.pre.size());
        for (int at = 0; at < common; at++) {
            int order = compareIdentifiers(pre.get(at), other.pre.get(at));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(pre.size(), other.pre.size());
    }

    private static int compareIdentifiers(String one, String other) {
        boolean oneIsNumber = one.chars().allMatch(Character::isDigit);
        boolean otherIsNumber = other.chars().allMatch(Character::isDigit);
        if (oneIsNumber && otherIsNumber) {
            return new BigInteger(one).compareTo(new BigInteger(other));
        }
        return oneIsNumber == otherIsNumber
                ? one.compareTo(other)
                : Boolean.compare(otherIsNumber, oneIsNumber);
    }
}
