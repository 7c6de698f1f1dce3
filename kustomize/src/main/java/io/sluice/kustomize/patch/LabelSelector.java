package io.sluice.kustomize.patch;

import io.sluice.kustomize.KustomizeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A selector in the grammar of Kubernetes: `app=web,tier!=db,env in (a, b),!gone`.
public final class LabelSelector {

    private static final String SPECIAL = "=!(),<>";
    private static final List<String> OPERATORS = List.of("=", "==", "!=", "<", ">", "in", "notin");

    private final List<Predicate<Map<String, String>>> requirements = new ArrayList<>();
    private final String text;
    private int pos;

    private LabelSelector(String text) {
        this.text = text;
    }

    /// Parses a selector; the empty one selects everything.
    public static LabelSelector parse(String text) {
        var selector = new LabelSelector(text);
        if (selector.peek().isEmpty()) {
            return selector;
        }
        selector.expectStart(", expected: !, identifier, or 'end of string'");
        while (true) {
            selector.requirements.add(selector.requirement());
            String token = selector.next();
            if (token.isEmpty()) {
                return selector;
            }
            if (!token.equals(",")) {
                throw found(token, ", expected: ',' or 'end of string'");
            }
            selector.expectStart(", expected: identifier after ','");
        }
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

    private void expectStart(String expected) {
        String token = peek();
        if (!isWord(token) && !token.equals("!")) {
            throw found(token, expected);
        }
    }

    private Predicate<Map<String, String>> requirement() {
        try {
            return read();
        } catch (KustomizeException e) {
            throw e.prefixed("unable to parse requirement: ");
        }
    }

    private Predicate<Map<String, String>> read() {
        boolean absent = peek().equals("!");
        if (absent) {
            next();
        }
        String key = word();
        LabelSyntax.checkKey(key);
        if (absent) {
            return labels -> !labels.containsKey(key);
        }
        if (peek().isEmpty() || peek().equals(",")) {
            return labels -> labels.containsKey(key);
        }
        String operator = next();
        if (!OPERATORS.contains(operator)) {
            throw found(operator, ", expected: '=', '!=', '==', 'in', notin'");
        }
        if (operator.endsWith("in")) {
            var values = values();
            values.forEach(value -> LabelSyntax.checkValue(key, value));
            return operator.equals("in")
                    ? labels -> labels.containsKey(key) && values.contains(labels.get(key))
                    : labels -> !labels.containsKey(key) || !values.contains(labels.get(key));
        }
        return exact(key, operator, value());
    }

    private static Predicate<Map<String, String>> exact(String key, String operator, String value) {
        boolean compared = operator.equals("<") || operator.equals(">");
        Long bound = compared ? number(value) : null;
        if (compared && bound == null) {
            throw new KustomizeException("for 'Gt', 'Lt' operators, the value must be an integer");
        }
        LabelSyntax.checkValue(key, value);
        if (bound != null) {
            return labels -> {
                Long number = number(labels.getOrDefault(key, ""));
                return number != null && (operator.equals("<") ? number < bound : number > bound);
            };
        }
        return operator.equals("!=")
                ? labels -> !value.equals(labels.get(key))
                : labels -> value.equals(labels.get(key));
    }

    private String value() {
        String token = peek();
        return token.isEmpty() || token.equals(",") ? "" : word();
    }

    private String word() {
        String token = next();
        if (!isWord(token)) {
            throw found(token, ", expected: identifier");
        }
        return token;
    }

    /// Values in brackets; where one is missing it is empty.
    private Set<String> values() {
        String open = next();
        if (!open.equals("(")) {
            throw found(open, " expected: '('");
        }
        var values = new TreeSet<String>();
        String token = next();
        if (!isWord(token) && !token.equals(",") && !token.equals(")")) {
            throw found(token, ", expected: ',', ')' or identifier");
        }
        boolean wanted = true;
        while (true) {
            if (isWord(token) && wanted) {
                values.add(token);
                wanted = false;
            } else if (token.equals(",")) {
                if (wanted) {
                    values.add("");
                }
                wanted = true;
            } else if (token.equals(")")) {
                if (wanted) {
                    values.add("");
                }
                return values;
            } else {
                throw found(
                        token,
                        wanted ? ", expected: ',', or identifier" : ", expected: ',' or ')'");
            }
            token = next();
        }
    }

    private static @Nullable Long number(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static boolean isWord(String token) {
        return !token.isEmpty() && SPECIAL.indexOf(token.charAt(0)) < 0;
    }

    private String peek() {
        int before = pos;
        String token = next();
        pos = before;
        return token;
    }

    /// The next token, empty at the end.
    private String next() {
        while (pos < text.length() && " \t\r\n".indexOf(text.charAt(pos)) >= 0) {
            pos++;
        }
        int start = pos;
        if (pos >= text.length()) {
            return "";
        }
        if (SPECIAL.indexOf(text.charAt(pos)) >= 0) {
            boolean two = text.startsWith("==", pos) || text.startsWith("!=", pos);
            pos += two ? 2 : 1;
            return text.substring(start, pos);
        }
        while (pos < text.length() && (SPECIAL + " \t\r\n").indexOf(text.charAt(pos)) < 0) {
            pos++;
        }
        return text.substring(start, pos);
    }

    private static KustomizeException found(String token, String expected) {
        return new KustomizeException("found '" + token + "'" + expected);
    }
}
