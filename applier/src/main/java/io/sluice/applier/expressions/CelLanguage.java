package io.sluice.applier.expressions;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;

/// The language as Flux sets it up. The library is loaded when the first expression is met, which
/// in most clusters is never.
final class CelLanguage {

    private static final int LONGEST_EXPRESSION = 20_000;
    private static final int LARGEST_REGEX = 500;
    private static final CelOptions OPTIONS = options();
    private static final CelParser PARSER =
            CelParserFactory.standardCelParserBuilder()
                    .setOptions(OPTIONS)
                    .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                    .addLibraries(CelExtensions.optional())
                    .build();
    private static final CelCompiler COMPILER =
            CelCompilerFactory.standardCelCompilerBuilder()
                    .setOptions(OPTIONS)
                    .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                    .addLibraries(
                            CelExtensions.optional(),
                            CelExtensions.strings(),
                            CelExtensions.sets(OPTIONS),
                            CelExtensions.encoders(OPTIONS))
                    .addVar(Expression.SELF, MapType.create(SimpleType.STRING, SimpleType.DYN))
                    .addVar(
                            Expression.DEPENDENCY,
                            MapType.create(SimpleType.STRING, SimpleType.DYN))
                    .build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.plannerRuntimeBuilder()
                    .setOptions(OPTIONS)
                    .addLibraries(
                            CelExtensions.optional(),
                            CelExtensions.strings(),
                            CelExtensions.sets(OPTIONS),
                            CelExtensions.encoders(OPTIONS))
                    .build();

    private CelLanguage() {}

    /// Reads an expression over the fields of any object, without checking types: not every object
    /// has a status.
    static Expression parse(String field, String text) throws InvalidExpressionException {
        return expression(field, tree(field, PARSER.parse(text)));
    }

    /// Reads an expression over `self` and `dep`, which must be a truth value.
    static Expression compile(String field, String text) throws InvalidExpressionException {
        CelAbstractSyntaxTree tree = tree(field, COMPILER.compile(text));
        if (!tree.getResultType().equals(SimpleType.BOOL)) {
            throw new InvalidExpressionException(
                    "%s must be a bool, but is of type %s"
                            .formatted(field, tree.getResultType().name()));
        }
        return expression(field, tree);
    }

    private static CelAbstractSyntaxTree tree(String field, CelValidationResult result)
            throws InvalidExpressionException {
        try {
            return result.getAst();
        } catch (CelValidationException e) {
            throw new InvalidExpressionException(located(field, e));
        }
    }

    private static String located(String field, CelValidationException problem) {
        if (problem.getErrors().isEmpty()) {
            return field + ": " + problem.getMessage();
        }
        CelIssue first = problem.getErrors().getFirst();
        return "%s, line %d, column %d: %s"
                .formatted(
                        field,
                        Math.max(1, first.getSourceLocation().getLine()),
                        Math.max(0, first.getSourceLocation().getColumn()) + 1,
                        first.getMessage());
    }

    private static Expression expression(String field, CelAbstractSyntaxTree tree)
            throws InvalidExpressionException {
        try {
            return new Expression(field, RUNTIME.createProgram(tree), CostRules.of(tree));
        } catch (CelEvaluationException e) {
            throw new InvalidExpressionException(field + ": " + e.getMessage());
        }
    }

    /// Homogeneous literals are deprecated as an option, in favour of a validator that runs behind
    /// the type checker; Flux refuses them in the checker, and so its words come out here.
    @SuppressWarnings("deprecation")
    private static CelOptions options() {
        return CelOptions.current()
                .enableHomogeneousLiterals(true)
                .enableHeterogeneousNumericComparisons(true)
                .enableOptionalSyntax(true)
                .enableHiddenAccumulatorVar(true)
                .maxExpressionCodePointSize(LONGEST_EXPRESSION)
                .maxRegexProgramSize(LARGEST_REGEX)
                .build();
    }
}
