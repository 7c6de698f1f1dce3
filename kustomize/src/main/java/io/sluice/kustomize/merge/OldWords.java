package io.sluice.kustomize.merge;

import io.sluice.kustomize.yaml.Dialect;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.Scalars;
import io.sluice.kustomize.yaml.Tag;

/// Texts that YAML 1.1 reads as something else.
final class OldWords {

    private static final int LONGEST_TRUTH = "false".length();

    private OldWords() {}

    /// Whether YAML 1.1 reads a text without quotes as something else. Of what is marked as a text without having a written tag,
    /// only its words for true and false count.
    static boolean is(ScalarNode scalar) {
        String text = scalar.text();
        if (scalar.quoted() || text.isEmpty()) {
            return false;
        }
        return switch (scalar.tag()) {
            case NONE -> {
                Tag other = Scalars.of(Dialect.CONFIG).tagOf(text);
                yield other != Tag.TIMESTAMP && other != Tag.STR;
            }
            case STR ->
                    text.length() <= LONGEST_TRUTH
                            && !scalar.explicitTag()
                            && Scalars.of(Dialect.CONFIG).tagOf(text) == Tag.BOOL;
            default -> false;
        };
    }
}
