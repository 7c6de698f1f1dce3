package io.sluice.renderer.substitution;

/// Shell patterns: `*`, `?`, `[a-z]`, `[^…]`, `\` before a character that stands for itself.
///
/// Time is bounded by the product of both lengths: no backtracking beyond the last `*`.
final class Glob {

    private final int[] pattern;

    Glob(String pattern) {
        this.pattern = pattern.codePoints().toArray();
    }

    /// Whether the whole text matches.
    boolean matches(String text) {
        int[] chars = text.codePoints().toArray();
        int at = 0;
        int p = 0;
        int star = -1;
        int starAt = 0;
        while (at < chars.length) {
            if (p < pattern.length && pattern[p] == '*') {
                star = p++;
                starAt = at;
            } else if (p < pattern.length && matchesOne(p, chars[at])) {
                p = after(p);
                at++;
            } else if (star >= 0) {
                p = star + 1;
                at = ++starAt;
            } else {
                return false;
            }
        }
        while (p < pattern.length && pattern[p] == '*') {
            p++;
        }
        return p == pattern.length;
    }

    private boolean matchesOne(int p, int c) {
        return switch (pattern[p]) {
            case '?' -> true;
            case '[' -> matchesClass(p, c);
            case '\\' -> p + 1 < pattern.length && pattern[p + 1] == c;
            default -> pattern[p] == c;
        };
    }

    private boolean matchesClass(int start, int c) {
        int end = classEnd(start);
        int p = start + 1;
        boolean negated = p < end && (pattern[p] == '^' || pattern[p] == '!');
        p += negated ? 1 : 0;
        boolean found = false;
        while (p < end) {
            int low = pattern[p];
            if (p + 2 < end && pattern[p + 1] == '-') {
                found |= low <= c && c <= pattern[p + 2];
                p += 3;
            } else {
                found |= low == c;
                p++;
            }
        }
        return found != negated;
    }

    private int after(int p) {
        return switch (pattern[p]) {
            case '[' -> classEnd(p) + 1;
            case '\\' -> p + 2;
            default -> p + 1;
        };
    }

    private int classEnd(int start) {
        for (int p = start + 1; p < pattern.length; p++) {
            if (pattern[p] == ']' && p > start + 1) {
                return p;
            }
        }
        throw new ExpansionException("a pattern has a [ without its ]");
    }
}
