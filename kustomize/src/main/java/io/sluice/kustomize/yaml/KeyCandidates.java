package io.sluice.kustomize.yaml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The places where keys may have started, should a `:` follow: one for each level of brackets.
final class KeyCandidates {

    private static final int LONGEST = 1024;

    /// A place where a key may have started.
    record Candidate(Mark mark, int tokenNumber, boolean required) {}

    private final CharSource in;
    private final List<@Nullable Candidate> levels = new ArrayList<>();

    /// No level before this one has a candidate. Outer ones are older, so they are the first to be stale, and
    /// stand for earlier tokens.
    private int first;

    KeyCandidates(CharSource in) {
        this.in = in;
        levels.add(null);
    }

    void enter() {
        levels.add(null);
    }

    void leave() {
        levels.removeLast();
        first = Math.min(first, levels.size());
    }

    /// Whether a key may still turn out to start at the token with this number.
    boolean startAt(int tokenNumber) {
        for (int i = first; i < levels.size(); i++) {
            Candidate candidate = levels.get(i);
            if (candidate != null && candidate.tokenNumber >= tokenNumber) {
                return candidate.tokenNumber == tokenNumber && live(candidate);
            }
            if (candidate == null && i == first) {
                first++;
            }
        }
        return false;
    }

    private boolean live(Candidate candidate) {
        boolean stale =
                candidate.mark.line() < in.line() || candidate.mark.index() + LONGEST < in.index();
        if (stale && candidate.required) {
            throw in.scanError(candidate.mark, "could not find expected ':'");
        }
        return !stale;
    }

    void dropStale() {
        while (first < levels.size()) {
            Candidate candidate = levels.get(first);
            if (candidate != null && live(candidate)) {
                return;
            }
            levels.set(first, null);
            first++;
        }
    }

    /// The candidate of this level, or null if there is none or it is too far away.
    @Nullable Candidate live() {
        Candidate candidate = levels.getLast();
        return candidate != null && live(candidate) ? candidate : null;
    }

    /// The candidate of this level was a key.
    void used() {
        levels.set(levels.size() - 1, null);
    }

    void save(int tokenNumber, boolean required) {
        forget();
        levels.set(levels.size() - 1, new Candidate(in.mark(), tokenNumber, required));
        first = Math.min(first, levels.size() - 1);
    }

    void forget() {
        Candidate candidate = levels.getLast();
        if (candidate != null && candidate.required) {
            throw in.scanError(candidate.mark, "could not find expected ':'");
        }
        used();
    }
}
