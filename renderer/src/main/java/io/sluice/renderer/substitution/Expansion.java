package io.sluice.renderer.substitution;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/// Replaces the variables of one text.
final class Expansion {

    /// The longest text that one object may become, characters.
    static final int LONGEST = 16 << 20;

    private final SortedMap<String, String> values;
    private final SortedSet<String> used = new TreeSet<>();

    Expansion(SortedMap<String, String> values) {
        this.values = values;
    }

    /// The names of the variables that were looked up and found.
    SortedSet<String> used() {
        return used;
    }

    /// The text with its variables replaced.
    ///
    /// @throws ExpansionException if it has an error, or uses a variable that is not set
    String expand(String text) {
        return join(PartReader.read(text));
    }

    private String join(List<Part> parts) {
        StringBuilder out = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Literal literal -> out.append(literal.text());
                case Part.Variable variable -> out.append(value(variable));
            }
            if (out.length() > LONGEST) {
                throw new ExpansionException(
                        "the text becomes longer than %d characters".formatted(LONGEST));
            }
        }
        return out.toString();
    }

    private String value(Part.Variable variable) {
        List<String> arguments = new ArrayList<>();
        variable.arguments().forEach(argument -> arguments.add(join(argument)));
        String value = values.get(variable.name());
        if (value != null) {
            used.add(variable.name());
        }
        if (variable.operator() == Part.Operator.DEFAULT) {
            return value == null || value.isEmpty() ? arguments.getFirst() : value;
        }
        if (value == null) {
            throw new ExpansionException(
                    "variable not set (strict mode): \"%s\"; set it in spec.postBuild or give it a default: ${%s:=…}"
                            .formatted(variable.name(), variable.name()));
        }
        return Operators.apply(variable.operator(), value, arguments);
    }
}
