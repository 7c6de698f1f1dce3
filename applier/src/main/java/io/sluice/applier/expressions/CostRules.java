package io.sluice.applier.expressions;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is known of the cost of an expression before it runs, by the ids of its parts.
///
/// @param products the operands of calls whose cost is the product of two operands' sizes, by the
///     operand that is evaluated last: they are charged for before they run
/// @param operands all operands of such calls
/// @param growing parts that only hand on what a loop has gathered so far; what goes in is charged
///     when it goes in
record CostRules(Map<Long, List<Long>> products, Set<Long> operands, Set<Long> growing) {

    private static final String CONDITIONAL = "_?_:_";
    private static final Set<String> PRODUCTS =
            Set.of(
                    "matches",
                    "contains",
                    "equivalent",
                    "intersects",
                    "replace",
                    "join",
                    "split",
                    "indexOf",
                    "lastIndexOf");

    CostRules {
        products = Map.copyOf(products);
        operands = Set.copyOf(operands);
        growing = Set.copyOf(growing);
    }

    static CostRules of(CelAbstractSyntaxTree tree) {
        List<CelExpr> parts =
                CelNavigableAst.fromAst(tree)
                        .getRoot()
                        .allNodes()
                        .map(CelNavigableExpr::expr)
                        .toList();
        Map<Long, List<Long>> products = new HashMap<>();
        Set<Long> operands = new HashSet<>();
        for (CelExpr part : parts) {
            if (part.getKind() == Kind.CALL && isProduct(part.call())) {
                List<Long> ids = operandsOf(part.call());
                products.put(ids.getLast(), ids);
                operands.addAll(ids);
            }
        }
        return new CostRules(products, operands, growing(parts));
    }

    private static boolean isProduct(CelExpr.CelCall call) {
        String function = call.function();
        return PRODUCTS.contains(function.substring(function.lastIndexOf('.') + 1))
                && !call.args().isEmpty();
    }

    private static List<Long> operandsOf(CelExpr.CelCall call) {
        List<Long> ids = new ArrayList<>();
        call.target().ifPresent(target -> ids.add(target.id()));
        call.args().forEach(argument -> ids.add(argument.id()));
        return ids;
    }

    private static Set<Long> growing(List<CelExpr> parts) {
        Set<Long> growing = new HashSet<>();
        Set<String> gathered = new HashSet<>();
        for (CelExpr part : parts) {
            if (part.getKind() == Kind.COMPREHENSION) {
                CelExpr step = part.comprehension().loopStep();
                gathered.add(part.comprehension().accuVar());
                growing.add(step.id());
                if (step.getKind() == Kind.CALL && step.call().function().equals(CONDITIONAL)) {
                    step.call().args().forEach(branch -> growing.add(branch.id()));
                }
            }
        }
        parts.stream()
                .filter(part -> part.getKind() == Kind.IDENT)
                .filter(part -> gathered.contains(part.ident().name()))
                .forEach(part -> growing.add(part.id()));
        return growing;
    }
}
