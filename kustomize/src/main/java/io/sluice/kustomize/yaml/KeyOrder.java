package io.sluice.kustomize.yaml;

import java.util.ArrayList;
import java.util.List;

/// The order of keys in the output: letters by code point, runs of digits by value.
///
/// The order is not transitive for some mixes of letters and digits, so the library's sort, which
/// checks for that, is not used.
final class KeyOrder {

    private static final int SMALL = 12;

    private KeyOrder() {}

    static void sort(List<MapNode.Entry> entries) {
        if (entries.size() <= SMALL) {
            insertion(entries);
        } else {
            var sorted = merge(new ArrayList<>(entries));
            entries.clear();
            entries.addAll(sorted);
        }
    }

    private static void insertion(List<MapNode.Entry> entries) {
        for (int i = 1; i < entries.size(); i++) {
            MapNode.Entry moved = entries.get(i);
            int j = i;
            while (j > 0 && less(moved.name(), entries.get(j - 1).name())) {
                entries.set(j, entries.get(j - 1));
                j--;
            }
            entries.set(j, moved);
        }
    }

    private static List<MapNode.Entry> merge(List<MapNode.Entry> entries) {
        if (entries.size() <= SMALL) {
            insertion(entries);
            return entries;
        }
        int middle = entries.size() / 2;
        var left = merge(new ArrayList<>(entries.subList(0, middle)));
        var right = merge(new ArrayList<>(entries.subList(middle, entries.size())));
        var merged = new ArrayList<MapNode.Entry>(entries.size());
        int l = 0;
        int r = 0;
        while (l < left.size() && r < right.size()) {
            boolean takeRight = less(right.get(r).name(), left.get(l).name());
            merged.add(takeRight ? right.get(r++) : left.get(l++));
        }
        merged.addAll(left.subList(l, left.size()));
        merged.addAll(right.subList(r, right.size()));
        return merged;
    }

    static boolean less(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        for (int i = 0; i < shorter; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x == y) {
                continue;
            }
            int pointX = pointAt(a, i);
            int pointY = pointAt(b, i);
            boolean letterX = isLetter(pointX);
            boolean letterY = isLetter(pointY);
            if (letterX && letterY) {
                return pointX < pointY;
            }
            if (letterX || letterY) {
                return letterY;
            }
            return lessDigits(a, b, i, pointX, pointY);
        }
        return a.length() < b.length();
    }

    /// Most keys are ASCII, for which the tables of the library are slow.
    private static boolean isLetter(int point) {
        return point < 128
                ? (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z')
                : Character.isLetter(point);
    }

    private static boolean isDigit(char c) {
        return c < 128 ? c >= '0' && c <= '9' : Character.isDigit(c);
    }

    /// The character that the unit at `index` is part of.
    private static int pointAt(String text, int index) {
        boolean second =
                index > 0
                        && Character.isLowSurrogate(text.charAt(index))
                        && Character.isHighSurrogate(text.charAt(index - 1));
        return text.codePointAt(second ? index - 1 : index);
    }

    private static boolean lessDigits(String a, String b, int from, int pointX, int pointY) {
        long start = afterNonZeroDigit(a, b, from) ? 1 : 0;
        long numberA = start;
        long numberB = start;
        int endA = from;
        while (endA < a.length() && isDigit(a.charAt(endA))) {
            numberA = numberA * 10 + (a.charAt(endA) - '0');
            endA++;
        }
        int endB = from;
        while (endB < b.length() && isDigit(b.charAt(endB))) {
            numberB = numberB * 10 + (b.charAt(endB) - '0');
            endB++;
        }
        if (numberA != numberB) {
            return numberA < numberB;
        }
        return endA != endB ? endA < endB : pointX < pointY;
    }

    private static boolean afterNonZeroDigit(String a, String b, int from) {
        if (a.charAt(from) != '0' && b.charAt(from) != '0') {
            return false;
        }
        for (int j = from - 1; j >= 0 && isDigit(a.charAt(j)); j--) {
            if (a.charAt(j) != '0') {
                return true;
            }
        }
        return false;
    }
}
