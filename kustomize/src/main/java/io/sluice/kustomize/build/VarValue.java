package io.sluice.kustomize.build;

import io.sluice.kustomize.yaml.Numbers;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.Scalars;
import io.sluice.kustomize.yaml.Style;
import io.sluice.kustomize.yaml.Tag;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The value of a variable.
final class VarValue {

    private VarValue() {}

    /// What the reference reads a field as: a decimal integer, a number or a truth value, anything
    /// else as text. It finds nothing in an integer written in another way, which gives null.
    static @Nullable ScalarNode of(ScalarNode field) {
        return switch (field.tag()) {
            case INT -> integer(field.text());
            case FLOAT -> number(field.text());
            case BOOL -> made(field.text().toLowerCase(Locale.ROOT), Tag.BOOL);
            default -> {
                ScalarNode text = field.copy();
                text.tag(Tag.STR);
                yield text;
            }
        };
    }

    private static @Nullable ScalarNode integer(String text) {
        try {
            return made(Long.toString(Long.parseLong(text)), Tag.INT);
        } catch (NumberFormatException notDecimal) {
            return null;
        }
    }

    private static @Nullable ScalarNode number(String text) {
        Double number = Scalars.number(text);
        return number == null || !Double.isFinite(number)
                ? null
                : made(Numbers.general(number), Tag.FLOAT);
    }

    private static ScalarNode made(String text, Tag tag) {
        return new ScalarNode(text, tag, Style.PLAIN);
    }
}
