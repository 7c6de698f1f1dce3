package io.sluice.renderer.substitution;

import java.util.List;

/// A piece of a text with variables.
sealed interface Part {

    /// Text that stays.
    record Literal(String text) implements Part {}

    /// A variable, and what is done to its value.
    ///
    /// @param name of the variable
    /// @param operator what is done; [Operator#NONE] for nothing
    /// @param arguments of the operator, each made of parts
    record Variable(String name, Operator operator, List<List<Part>> arguments) implements Part {
        public Variable {
            arguments = List.copyOf(arguments);
        }
    }

    /// What can be done to a value.
    enum Operator {
        NONE,
        LENGTH,
        UPPER_FIRST,
        UPPER,
        LOWER_FIRST,
        LOWER,
        SLICE,
        TRIM_SHORTEST_PREFIX,
        TRIM_LONGEST_PREFIX,
        TRIM_SHORTEST_SUFFIX,
        TRIM_LONGEST_SUFFIX,
        REPLACE_FIRST,
        REPLACE_ALL,
        REPLACE_PREFIX,
        REPLACE_SUFFIX,
        DEFAULT
    }
}
