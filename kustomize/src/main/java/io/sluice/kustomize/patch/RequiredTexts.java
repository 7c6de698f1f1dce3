package io.sluice.kustomize.patch;

import java.util.ArrayList;
import java.util.List;

/// The texts that whatever a regular expression matches has in it, in order. They settle most
/// matches without the expression; where nothing but `.*` lies between them they settle all.
final class RequiredTexts {

    /// What the texts say about a match.
    enum Verdict {
        MATCHES,
        DIFFERS,
        UNKNOWN
    }

    private final List<String> texts = new ArrayList<>();
    private final StringBuilder run = new StringBuilder();
    private boolean known = true;
    private boolean exact = true;
    private boolean openStart;
    private boolean openEnd;

    /// The next character is this one.
    void letter(char c) {
        known &= !Character.isSurrogate(c);
        run.append(c);
        openEnd = false;
    }

    /// Anything may follow.
    void anything() {
        if (!run.isEmpty()) {
            texts.add(run.toString());
            run.setLength(0);
        } else if (texts.isEmpty()) {
            openStart = true;
        }
        openEnd = true;
    }

    /// Something follows that only the expression knows.
    void something() {
        exact = false;
        anything();
    }

    /// What came last may be missing, or there more than once.
    void repeated() {
        if (!run.isEmpty()) {
            run.setLength(run.length() - 1);
        }
        something();
    }

    /// Nothing can be said.
    void none() {
        known = false;
    }

    /// Whether a whole text can be matched.
    Verdict of(String text) {
        if (!known) {
            return Verdict.UNKNOWN;
        }
        int from = 0;
        int count = texts.size() + (run.isEmpty() ? 0 : 1);
        for (int i = 0; i < count; i++) {
            String next = i < texts.size() ? texts.get(i) : run.toString();
            int found = find(text, next, from, i == 0 && !openStart, i == count - 1 && !openEnd);
            if (found < 0) {
                return Verdict.DIFFERS;
            }
            from = found + next.length();
        }
        return exact && text.indexOf('\n') < 0 ? Verdict.MATCHES : Verdict.UNKNOWN;
    }

    private static int find(String text, String next, int from, boolean first, boolean last) {
        if (first && last) {
            return text.equals(next) ? 0 : -1;
        }
        if (first) {
            return text.startsWith(next) ? 0 : -1;
        }
        int end = text.length() - next.length();
        if (last) {
            return end >= from && text.endsWith(next) ? end : -1;
        }
        return text.indexOf(next, from);
    }
}
