package io.sluice.kustomize.patch;

import io.sluice.kustomize.KustomizeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// A Kubernetes label selector such as `app=web,tier in (a, b),!legacy`.
public final class LabelSelector {

    private final String text;
    private final List<Predicate<Map<String, String>>> requirements = new ArrayList<>();
    private int pos;

    private LabelSelector(String text) {
        this.text = text;
    }

    /// Parses a selector; the empty one selects everything.
    public static LabelSelector parse(String text) {
        var selector = new LabelSelector(text);
        selector.skipSpace();
        while (selector.pos < text.length()) {
            selector.requirements.add(selector.requirement());
            selector.skipSpace();
            if (selector.pos < text.length() && !selector.eat(",")) {
                throw selector.error("expected ','");
            }
            selector.skipSpace();
        }
        return selector;
    }

    /// Whether the labels satisfy all requirements.
    public boolean matches(Map<String, String> labels) {
        for (Predicate<Map<String, String>> requirement : requirements) {
            if (!requirement.test(labels)) {
                return false;
            }
        }
        return true;
    }

    private Predicate<Map<String, String>> requirement() {
        if (eat("!")) {
            skipSpace();
            String key = word();
            return labels -> !labels.containsKey(key);
        }
        String key = word();
        skipSpace();
        if (pos >= text.length() || text.charAt(pos) == ',') {
            return labels -> labels.containsKey(key);
        }
        if (eat("!=")) {
            String value = value();
            return labels -> !value.equals(labels.get(key));
        }
        if (eat("==") || eat("=")) {
            String value = value();
            return labels -> value.equals(labels.get(key));
        }
        if (eat(">")) {
            long bound = number(value());
            return labels -> labels.containsKey(key) && number(labels.get(key)) > bound;
        }
        if (eat("<")) {
            long bound = number(value());
            return labels -> labels.containsKey(key) && number(labels.get(key)) < bound;
        }
        return set(key);
    }

    private Predicate<Map<String, String>> set(String key) {
        String operator = word();
        if (!operator.equals("in") && !operator.equals("notin")) {
            throw error("found '" + operator + "', expected: in, notin, =, ==, !=, gt, lt");
        }
        skipSpace();
        if (!eat("(")) {
            throw error("expected '('");
        }
        var values = new ArrayList<String>();
        do {
            values.add(value());
            skipSpace();
        } while (eat(","));
        if (!eat(")")) {
            throw error("expected ')'");
        }
        boolean in = operator.equals("in");
        return labels -> {
            String value = labels.get(key);
            return in ? value != null && values.contains(value) : !values.contains(value);
        };
    }

    private String value() {
        skipSpace();
        int start = pos;
        while (pos < text.length() && "=!<>(), \t".indexOf(text.charAt(pos)) < 0) {
            pos++;
        }
        return text.substring(start, pos);
    }

    private String word() {
        String word = value();
        if (word.isEmpty()) {
            throw error("found '" + text.substring(pos) + "', expected: identifier");
        }
        return word;
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return Long.MIN_VALUE;
        }
    }

    private void skipSpace() {
        while (pos < text.length() && Character.isWhitespace(text.charAt(pos))) {
            pos++;
        }
    }

    private boolean eat(String token) {
        if (text.startsWith(token, pos)) {
            pos += token.length();
            return true;
        }
        return false;
    }

    private KustomizeException error(String problem) {
        return new KustomizeException("unable to parse requirement: " + problem);
    }
}
