package io.sluice.applier.expressions;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelVariableResolver;
import java.util.Map;
import java.util.Optional;

/// One expression, read once and evaluated as often as needed.
///
/// Safe for several threads.
final class Expression {

    /// The dependent, in an expression on readiness.
    static final String SELF = "self";

    /// What it depends on.
    static final String DEPENDENCY = "dep";

    private final String field;
    private final CelRuntime.Program program;
    private final CostRules rules;

    Expression(String field, CelRuntime.Program program, CostRules rules) {
        this.field = field;
        this.program = program;
        this.rules = rules;
    }

    /// What an evaluation comes to.
    sealed interface Answer {

        /// True or false.
        record Decided(boolean holds) implements Answer {}

        /// It has no value.
        ///
        /// @param field of the expression
        /// @param why for the user; may quote what the object says
        record Failed(String field, String why) implements Answer {

            String message() {
                return field + " cannot be evaluated: " + why;
            }
        }
    }

    /// Evaluates it.
    Answer evaluate(Map<String, Object> variables) {
        CelVariableResolver resolver = name -> Optional.ofNullable(variables.get(name));
        try {
            Object value = program.trace(resolver, new Budget(rules));
            return value instanceof Boolean holds
                    ? new Answer.Decided(holds)
                    : failed("it is not a bool");
        } catch (CelEvaluationException e) {
            return failed(reason(e));
        } catch (Budget.SpentError e) {
            return failed(String.valueOf(e.getMessage()));
        } catch (StackOverflowError _) {
            return failed("it is nested too deeply");
        }
    }

    private Answer failed(String why) {
        return new Answer.Failed(field, why);
    }

    private static String reason(CelEvaluationException e) {
        return String.valueOf(e.getMessage()).replaceFirst("^evaluation error at <input>:", "at ");
    }
}
