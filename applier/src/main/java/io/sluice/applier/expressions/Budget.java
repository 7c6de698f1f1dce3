package io.sluice.applier.expressions;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.values.CelByteString;
import dev.cel.runtime.CelEvaluationListener;
import java.io.Serial;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one evaluation may cost. Every step costs one and the size of its value, so neither time
/// nor memory can be taken from others; the same evaluation always costs the same.
final class Budget implements CelEvaluationListener {

    /// Some ten thousand times what usual expressions need, and less than half a second.
    static final long LIMIT = 200_000;

    private static final int CHARACTERS_PER_UNIT = 16;

    private final CostRules rules;
    private final Map<Long, Extent> operands = new HashMap<>();
    private long left = LIMIT;

    Budget(CostRules rules) {
        this.rules = rules;
    }

    /// The evaluation is ended. An error, because the language's operators swallow exceptions:
    /// `x || true` is true whatever happens to x.
    static final class SpentError extends Error {

        @Serial private static final long serialVersionUID = 1;

        SpentError() {
            super("it costs more than " + LIMIT + " units", null, false, false);
        }
    }

    /// How large a value is.
    ///
    /// @param length characters, or values inside of values
    /// @param text whether they are characters
    private record Extent(long length, boolean text) {

        static final Extent ONE = new Extent(1, false);
    }

    @Override
    public void callback(CelExpr expression, Object value) {
        if (rules.growing().contains(expression.id())) {
            spend(1);
            return;
        }
        Extent extent = extentOf(value);
        spend(1 + (extent.text() ? extent.length() / CHARACTERS_PER_UNIT : extent.length()));
        if (rules.operands().contains(expression.id())) {
            operands.put(expression.id(), extent);
            chargeAhead(rules.products().getOrDefault(expression.id(), List.of()));
        }
    }

    /// All operands of a costly call are known: it runs next.
    private void chargeAhead(List<Long> ids) {
        List<Extent> largest =
                ids.stream()
                        .map(id -> operands.getOrDefault(id, Extent.ONE))
                        .sorted((one, other) -> Long.compare(other.length(), one.length()))
                        .limit(2)
                        .toList();
        if (largest.size() == 2) {
            spend(Math.multiplyExact(largest.getFirst().length(), largest.getLast().length()));
        }
    }

    private void spend(long cost) {
        left -= cost;
        if (left < 0) {
            throw new SpentError();
        }
    }

    /// Values that are inside of others are counted as often as they occur, but never further than
    /// what is left.
    private Extent extentOf(Object value) {
        return switch (value) {
            case String text -> new Extent(text.length(), true);
            case CelByteString bytes -> new Extent(bytes.size(), true);
            case Collection<?> _, Map<?, ?> _, Optional<?> _ -> new Extent(count(value), false);
            default -> Extent.ONE;
        };
    }

    private long count(Object value) {
        long count = 0;
        Deque<Object> open = new ArrayDeque<>(List.of(value));
        while (!open.isEmpty() && count <= left) {
            count++;
            switch (open.pop()) {
                case String text -> count += text.length() / CHARACTERS_PER_UNIT;
                case Collection<?> values -> count += push(values, open);
                case Map<?, ?> map -> count += push(map.values(), open) + map.size();
                case Optional<?> optional -> optional.ifPresent(open::push);
                default -> {}
            }
        }
        return count;
    }

    /// What does not fit is not looked at, but counted.
    private long push(Collection<?> values, Deque<Object> open) {
        if (values.size() > left) {
            return values.size();
        }
        values.forEach(open::push);
        return 0;
    }
}
