package io.sluice.kustomize.replacement;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.yaml.Budget;
import io.sluice.kustomize.yaml.Dialect;
import io.sluice.kustomize.yaml.Finisher;
import io.sluice.kustomize.yaml.JsonWriter;
import io.sluice.kustomize.yaml.MapNode;
import io.sluice.kustomize.yaml.Node;
import io.sluice.kustomize.yaml.ScalarNode;
import io.sluice.kustomize.yaml.SeqNode;
import io.sluice.kustomize.yaml.Style;
import io.sluice.kustomize.yaml.TreeWriter;
import io.sluice.kustomize.yaml.Yaml;
import io.sluice.kustomize.yaml.YamlException;
import org.jspecify.annotations.Nullable;

/// JSON or YAML that is the text of a scalar.
final class StructuredText {

    /// What makes the reference write JSON in several lines.
    private static final String INDENTED = "\n  ";

    private final Budget budget;

    StructuredText(Budget budget) {
        this.budget = budget;
    }

    /// The map or list in a scalar's text, or null if there is none.
    @Nullable Node parse(ScalarNode scalar) {
        String text = scalar.text();
        try {
            Node node = Yaml.parse(text, Dialect.RESOURCE, budget, 0);
            return node instanceof MapNode || node instanceof SeqNode ? node : null;
        } catch (YamlException e) {
            if (isJson(text)) {
                throw new KustomizeException(e.text());
            }
            return null;
        }
    }

    private static boolean isJson(String text) {
        String start = text.stripLeading();
        return start.startsWith("{") || start.startsWith("[");
    }

    /// Writes the changed value back as the scalar's text, in the format it had.
    void write(ScalarNode scalar, Node value) {
        if (isJson(scalar.text())) {
            try {
                Node finished = new Finisher(Dialect.RESOURCE).finish(value);
                boolean indented = scalar.text().contains(INDENTED);
                scalar.text(indented ? JsonWriter.indented(finished) : JsonWriter.go(finished));
            } catch (YamlException _) {
                // The reference leaves a text alone that it cannot write again.
            }
            return;
        }
        String text = TreeWriter.write(value, scalar.text()).stripTrailing();
        scalar.text(text);
        if (text.indexOf('\n') >= 0 && scalar.style() == Style.PLAIN) {
            scalar.style(Style.LITERAL);
        }
    }
}
