package io.sluice.renderer.substitution;

import io.sluice.renderer.substitution.Part.Operator;
import java.util.ArrayList;
import java.util.List;

/// Reads a text into parts: `${…}` with bash's operators as Flux understands them, `$$` for `$`.
final class PartReader {

    private static final int DEEPEST = 50;

    private final String text;
    private int at;
    private int depth;

    private PartReader(String text) {
        this.text = text;
    }

    /// The parts of a text.
    ///
    /// @throws ExpansionException if an expression is not closed or not one that is known
    static List<Part> read(String text) {
        return new PartReader(text).parts("");
    }

    /// Parts up to one of these characters, or to the end of the text if there are none.
    private List<Part> parts(String ends) {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            char c = text.charAt(at);
            if (c == '$' && isNext(1, '$')) {
                literal.append('$');
                at += 2;
            } else if (c == '$' && isNext(1, '{')) {
                flush(parts, literal);
                at += 2;
                parts.add(variable());
            } else {
                literal.append(c);
                at++;
            }
        }
        flush(parts, literal);
        return parts;
    }

    private static void flush(List<Part> parts, StringBuilder literal) {
        if (!literal.isEmpty()) {
            parts.add(new Part.Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    private Part variable() {
        if (++depth > DEEPEST) {
            throw new ExpansionException("variables are nested too deeply");
        }
        boolean isLength = skip('#');
        String name = name();
        Part.Variable variable =
                isLength ? new Part.Variable(name, Operator.LENGTH, List.of()) : operation(name);
        close();
        depth--;
        return variable;
    }

    private String name() {
        int start = at;
        while (at < text.length() && isNamePart(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        if (start == at) {
            throw new ExpansionException(
                    "unable to parse variable name in line %d of the object; write $${ for a literal ${"
                            .formatted(line()));
        }
        return text.substring(start, at);
    }

    private static boolean isNamePart(int c) {
        return c == '_' || Character.isLetter(c) || Character.isDigit(c);
    }

    private Part.Variable operation(String name) {
        char c = at < text.length() ? text.charAt(at) : '}';
        return switch (c) {
            case '^' -> plain(name, twice('^') ? Operator.UPPER : Operator.UPPER_FIRST);
            case ',' -> plain(name, twice(',') ? Operator.LOWER : Operator.LOWER_FIRST);
            case '#' ->
                    trim(
                            name,
                            twice('#')
                                    ? Operator.TRIM_LONGEST_PREFIX
                                    : Operator.TRIM_SHORTEST_PREFIX);
            case '%' ->
                    trim(
                            name,
                            twice('%')
                                    ? Operator.TRIM_LONGEST_SUFFIX
                                    : Operator.TRIM_SHORTEST_SUFFIX);
            case '/' -> replacement(name);
            case '=' -> {
                at++;
                yield defaulting(name);
            }
            case ':' -> colon(name);
            default -> plain(name, Operator.NONE);
        };
    }

    private static Part.Variable plain(String name, Operator operator) {
        return new Part.Variable(name, operator, List.of());
    }

    private Part.Variable trim(String name, Operator operator) {
        return new Part.Variable(name, operator, List.of(argument("}")));
    }

    private Part.Variable defaulting(String name) {
        return new Part.Variable(name, Operator.DEFAULT, List.of(parts("}")));
    }

    private Part.Variable colon(String name) {
        at++;
        if (at < text.length() && "=-?+".indexOf(text.charAt(at)) >= 0) {
            at++;
            return defaulting(name);
        }
        List<List<Part>> arguments = new ArrayList<>();
        arguments.add(argument(":}"));
        if (skip(':')) {
            arguments.add(argument("}"));
        }
        return new Part.Variable(name, Operator.SLICE, arguments);
    }

    private Part.Variable replacement(String name) {
        at++;
        Operator operator = Operator.REPLACE_FIRST;
        if (skip('/')) {
            operator = Operator.REPLACE_ALL;
        } else if (skip('#')) {
            operator = Operator.REPLACE_PREFIX;
        } else if (skip('%')) {
            operator = Operator.REPLACE_SUFFIX;
        }
        List<Part> pattern = escaped('/');
        if (!skip('/')) {
            throw unclosed();
        }
        return new Part.Variable(name, operator, List.of(pattern, escaped('}')));
    }

    /// One part: an expression, or text up to one of these characters.
    private List<Part> argument(String ends) {
        if (isNext(0, '$') && isNext(1, '{')) {
            at += 2;
            return List.of(variable());
        }
        int start = at;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return List.of(new Part.Literal(text.substring(start, at)));
    }

    /// One part in which `\/` and `\\` stand for themselves.
    private List<Part> escaped(char end) {
        if (isNext(0, '$') && isNext(1, '{')) {
            at += 2;
            return List.of(variable());
        }
        StringBuilder literal = new StringBuilder();
        while (at < text.length() && text.charAt(at) != end) {
            boolean isEscape = isNext(0, '\\') && (isNext(1, '/') || isNext(1, '\\'));
            at += isEscape ? 1 : 0;
            literal.append(text.charAt(at));
            at++;
        }
        return List.of(new Part.Literal(literal.toString()));
    }

    private boolean twice(char c) {
        at++;
        return skip(c);
    }

    private boolean skip(char c) {
        if (isNext(0, c)) {
            at++;
            return true;
        }
        return false;
    }

    private boolean isNext(int ahead, char c) {
        return at + ahead < text.length() && text.charAt(at + ahead) == c;
    }

    private void close() {
        if (!skip('}')) {
            throw unclosed();
        }
    }

    private ExpansionException unclosed() {
        return new ExpansionException(
                "missing closing brace of a variable in line %d of the object".formatted(line()));
    }

    /// Which line an error is in. The text itself is not shown: it may be a Secret's.
    private long line() {
        return 1
                + text.substring(0, Math.min(at, text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }
}
